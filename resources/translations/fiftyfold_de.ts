<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>fiftyfold::AnswerBand</name>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Answer, continued</source>
        <translation>Antwort, weiter</translation>
    </message>
</context>
<context>
    <name>fiftyfold::BandLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>%1, right axis</source>
        <translation>%1, rechte Achse</translation>
    </message>
</context>
<context>
    <name>fiftyfold::BaselineCard</name>
    <message>
        <source>The run beside its baseline in figures</source>
        <translation>Der Lauf neben seinem Bezug in Zahlen</translation>
    </message>
    <message>
        <source>Remove the baseline</source>
        <translation>Bezug entfernen</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Against %1</source>
        <translation>Gegen %1</translation>
    </message>
    <message>
        <source>It is being read.</source>
        <translation>Wird gelesen.</translation>
    </message>
    <message>
        <source>A run is held against it when it has ended.</source>
        <translation>Ein Lauf wird mit ihm verglichen, sobald er zu Ende ist.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Capacity</name>
    <message>
        <source>So far %1 holds, and %2 does not.</source>
        <translation>Bisher hält %1, und %2 hält nicht.</translation>
    </message>
    <message>
        <source>So far %1 holds.</source>
        <translation>Bisher hält %1.</translation>
    </message>
    <message>
        <source>So far not even %1 holds.</source>
        <translation>Bisher hält nicht einmal %1.</translation>
    </message>
    <message>
        <source>Nothing is known so far.</source>
        <translation>Bisher ist nichts bekannt.</translation>
    </message>
    <message>
        <source>crossed</source>
        <translation>überschritten</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>nicht erreicht</translation>
    </message>
    <message>
        <source>held</source>
        <translation>gehalten</translation>
    </message>
    <message>
        <source>%1 of %2 were done</source>
        <translation>%1 von %2 wurden fertig</translation>
    </message>
    <message>
        <source>fell behind</source>
        <translation>blieb zurück</translation>
    </message>
    <message>
        <source>lanes full</source>
        <translation>Spuren voll</translation>
    </message>
    <message>
        <source>kept up</source>
        <translation>kam mit</translation>
    </message>
    <message>
        <source>%1 is the highest rate that holds; %2, %3 % more, does not: %4.</source>
        <translation>%1 ist die höchste Rate, die hält; %2, %3 % mehr, hält nicht: %4.</translation>
    </message>
    <message>
        <source>Not even %1 holds: %2.</source>
        <translation>Nicht einmal %1 hält: %2.</translation>
    </message>
    <message>
        <source>%1 holds, and more can&apos;t be asked for: the capacity is higher.</source>
        <translation>%1 hält, und mehr lässt sich nicht verlangen: Die Kapazität liegt höher.</translation>
    </message>
    <message>
        <source>This is the client&apos;s limit, and says nothing of the server&apos;s.</source>
        <translation>Das ist die Grenze des Clients und sagt nichts über die des Servers.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is for a run: the rate is what capacity searches for.</source>
        <translation>„%1“ ist für einen Lauf: Nach der Rate wird ja gesucht.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is for a run: how long a step lasts is given.</source>
        <translation>„%1“ ist für einen Lauf: Wie lange ein Schritt dauert, steht fest.</translation>
    </message>
    <message>
        <source>None of the first %1 requests was done: %2</source>
        <translation>Keine der ersten %1 Anfragen wurde fertig: %2</translation>
    </message>
    <message>
        <source>None of the first requests had a reply in time, so there is no rate to begin with.</source>
        <translation>Keine der ersten Anfragen bekam rechtzeitig eine Antwort, daher gibt es keine Rate für den Anfang.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a lower limit, which more load only helps to hold: give the most that may be, such as %2 &lt; %3.</source>
        <translation>„%1“ ist eine untere Grenze, die mehr Last nur einzuhalten hilft: angeben, was es höchstens sein darf, etwa %2 &lt; %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds at any rate: give a share of the requests, such as %2 &lt; 1%.</source>
        <translation>„%1“ hält bei jeder Rate: einen Anteil der Anfragen angeben, etwa %2 &lt; 1%.</translation>
    </message>
    <message>
        <source>The server&apos;s replies cross it by themselves, though the client had trouble at %1, too.</source>
        <translation>Die Antworten des Servers überschreiten es von sich aus, doch auch der Client hatte bei %1 Mühe.</translation>
    </message>
    <message>
        <source>The client had trouble at %1, which held.</source>
        <translation>Der Client hatte Mühe bei %1, und doch hielt diese Rate.</translation>
    </message>
    <message>
        <source>In steps of %1 requests replies may have fallen behind by up to %2 % without it being seen: longer steps are more exact.</source>
        <translation>In Schritten von %1 Anfragen können die Antworten unbemerkt bis zu %2 % zurückgeblieben sein: Längere Schritte sind genauer.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CapacityAnswerCard</name>
    <message>
        <source>between %1 and %2, %3 % apart</source>
        <translation>zwischen %1 und %2, %3 % auseinander</translation>
    </message>
    <message>
        <source>Highest rate that holds</source>
        <translation>Höchste Rate, die hält</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>State of the search</source>
        <translation>Stand der Suche</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CapacityChart</name>
    <message>
        <source>Time over the rate</source>
        <translation>Zeit über der Rate</translation>
    </message>
    <message>
        <source>%1: %2 %3, %4</source>
        <translation>%1: %2 %3, %4</translation>
    </message>
    <message>
        <source>held</source>
        <translation>gehalten</translation>
    </message>
    <message>
        <source>did not hold</source>
        <translation>hielt nicht</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CapacityController</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Finding where to begin, %1</source>
        <translation>Sucht den Anfang, %1</translation>
    </message>
    <message>
        <source>Step %1: %2 again, %3</source>
        <translation>Schritt %1: noch einmal %2, %3</translation>
    </message>
    <message>
        <source>Step %1: %2, %3</source>
        <translation>Schritt %1: %2, %3</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CapacityFields</name>
    <message>
        <source>The objective takes thresholds such as p95 &lt; 200ms, got %1.</source>
        <translation>Die Zielvorgabe nimmt Schwellwerte wie p95 &lt; 200ms, nicht %1.</translation>
    </message>
    <message>
        <source>Give an objective, such as p95 &lt; 200ms.</source>
        <translation>Eine Zielvorgabe angeben, etwa p95 &lt; 200ms.</translation>
    </message>
    <message>
        <source>A step takes a time such as 20s, got “%1”.</source>
        <translation>Ein Schritt nimmt eine Zeit wie 20s, nicht „%1“.</translation>
    </message>
    <message>
        <source>The first rate is one such as 200/s, got “%1”.</source>
        <translation>Die erste Rate ist eine wie 200/s, nicht „%1“.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CapacityNews</name>
    <message>
        <source>Step %1: %2 %3</source>
        <translation>Schritt %1: %2 %3</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CapacityPage</name>
    <message>
        <source>Ob&amp;jective</source>
        <translation>&amp;Zielvorgabe</translation>
    </message>
    <message>
        <source>p95 &lt; 200ms, failed &lt; 1%</source>
        <translation>p95 &lt; 200ms, failed &lt; 1%</translation>
    </message>
    <message>
        <source>What a rate has to hold, as thresholds with commas between: p95 &lt; 200ms, wait.p99 &lt; 1s, failed &lt; 1%. A request without a reply when its step is over counts as failed</source>
        <translation>Was eine Rate halten muss, als Schwellwerte mit Kommas dazwischen: p95 &lt; 200ms, wait.p99 &lt; 1s, failed &lt; 1%. Eine Anfrage ohne Antwort am Ende ihres Schritts zählt als gescheitert</translation>
    </message>
    <message>
        <source>Objective</source>
        <translation>Zielvorgabe</translation>
    </message>
    <message>
        <source>Strate&amp;gy</source>
        <translation>Strate&amp;gie</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>each s&amp;tep</source>
        <translation>je Schri&amp;tt</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>auto</translation>
    </message>
    <message>
        <source>How long each step lasts, such as 20s. Left empty: 10 s, and longer where it takes longer for enough requests to become due that 100 are beyond the percentile of the objective: 2,000 for p95, 10,000 for p99</source>
        <translation>Wie lange jeder Schritt dauert, etwa 20s. Leer: 10 s, und länger, wo es länger dauert, bis so viele Anfragen fällig wurden, dass 100 jenseits des Perzentils der Zielvorgabe liegen: 2.000 bei p95, 10.000 bei p99</translation>
    </message>
    <message>
        <source>Time of each step</source>
        <translation>Zeit jedes Schritts</translation>
    </message>
    <message>
        <source>&amp;from</source>
        <translation>&amp;ab</translation>
    </message>
    <message>
        <source>The rate of the first step, such as 200/s. Left empty: half of what 32 lanes get done in 2 s</source>
        <translation>Die Rate des ersten Schritts, etwa 200/s. Leer: die Hälfte dessen, was 32 Spuren in 2 s erledigen</translation>
    </message>
    <message>
        <source>Rate of the first step</source>
        <translation>Rate des ersten Schritts</translation>
    </message>
    <message>
        <source>● held   ○ did not hold   band: where the limit is   requests per second</source>
        <translation>● gehalten   ○ hielt nicht   Band: wo die Grenze liegt   Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>%1 over the rate</source>
        <translation>%1 über der Rate</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>✕ not reached</source>
        <translation>✕ nicht erreicht</translation>
    </message>
    <message>
        <source>fell behind</source>
        <translation>blieb zurück</translation>
    </message>
    <message>
        <source>Steps of 25 % until one does not hold twice running, then the range is halved down to 5 %. “Lanes full”: requests waited for one in flight to end.</source>
        <translation>Schritte von 25 %, bis einer zweimal hintereinander nicht hält, dann wird der Bereich bis auf 5 % halbiert. „Spuren voll“: Anfragen warteten, bis eine der laufenden endete.</translation>
    </message>
    <message>
        <source>waits for another run</source>
        <translation>wartet auf einen anderen Lauf</translation>
    </message>
    <message>
        <source>stopping …</source>
        <translation>hält an …</translation>
    </message>
    <message>
        <source>stopped after %1 steps</source>
        <translation>angehalten nach %1 Schritten</translation>
    </message>
    <message>
        <source>done after %1 steps</source>
        <translation>fertig nach %1 Schritten</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>F&amp;ind</source>
        <translation>Fin&amp;den</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Find the highest rate</source>
        <translation>Die höchste Rate finden</translation>
    </message>
    <message>
        <source>Another run goes on. It would disturb this one</source>
        <translation>Ein anderer Lauf ist im Gange. Er würde diesen stören</translation>
    </message>
    <message>
        <source>Cancel the step that runs and keep those that are done (Esc)</source>
        <translation>Den laufenden Schritt abbrechen und die fertigen behalten (Esc)</translation>
    </message>
    <message>
        <source>Find the highest rate that holds the objective (F5)</source>
        <translation>Die höchste Rate finden, die die Zielvorgabe einhält (F5)</translation>
    </message>
    <message>
        <source>A point comes with the first step.</source>
        <translation>Ein Punkt kommt mit dem ersten Schritt.</translation>
    </message>
    <message>
        <source>Press Find (F5): requests become due at a rate that rises, step after step, until the objective does not hold.</source>
        <translation>Finden (F5) drücken: Anfragen werden mit einer Rate fällig, die Schritt für Schritt steigt, bis die Zielvorgabe nicht mehr eingehalten wird.</translation>
    </message>
    <message>
        <source>Copy the search as &amp;Markdown</source>
        <translation>Die Suche als &amp;Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy the search as &amp;JSON</source>
        <translation>Die Suche als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>The search as Markdown or JSON (Ctrl+E)</source>
        <translation>Die Suche als Markdown oder JSON (Strg+E)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>%1, measured %2</source>
        <translation>%1, gemessen %2</translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation>&amp;Bild speichern …</translation>
    </message>
    <message>
        <source>The chart as PNG or SVG (Ctrl+S)</source>
        <translation>Das Diagramm als PNG oder SVG (Strg+S)</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CapacityStepModel</name>
    <message>
        <source>%1 for %2: %3 of %4 done, %5 failed, %6 without a reply.</source>
        <translation>%1 über %2: %3 von %4 fertig, %5 gescheitert, %6 ohne Antwort.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Generator</source>
        <translation>Generator</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CellTable</name>
    <message>
        <source>Scroll the rows</source>
        <translation>Zeilen scrollen</translation>
    </message>
    <message>
        <source>Scroll the columns</source>
        <translation>Spalten scrollen</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ChartCopyMenu</name>
    <message>
        <source>Copy as &amp;Picture</source>
        <translation>Als &amp;Bild kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;Numbers</source>
        <translation>Als &amp;Zahlen kopieren</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ChartLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ChartPicture</name>
    <message>
        <source>the picture could not be made</source>
        <translation>das Bild ließ sich nicht machen</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CommandBox</name>
    <message>
        <source>Cop&amp;y</source>
        <translation>Kop&amp;ieren</translation>
    </message>
    <message>
        <source>The command that runs this in the terminal</source>
        <translation>Der Befehl, der das im Terminal ausführt</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>The whole command, on one line; secrets are left out of it</source>
        <translation>Der ganze Befehl in einer Zeile; Geheimnisse sind ausgelassen</translation>
    </message>
</context>
<context>
    <name>fiftyfold::CommandPaste</name>
    <message>
        <source>Files of the command</source>
        <translation>Dateien des Befehls</translation>
    </message>
    <message>
        <source>Read this file, and send what is in it with each request?</source>
        <translation>Diese Datei lesen und ihren Inhalt mit jeder Anfrage senden?</translation>
    </message>
    <message>
        <source>Read these files, and send what is in them with each request?</source>
        <translation>Diese Dateien lesen und ihren Inhalt mit jeder Anfrage senden?</translation>
    </message>
    <message>
        <source>The pasted command names them:
%1</source>
        <translation>Der eingefügte Befehl nennt sie:
%1</translation>
    </message>
    <message>
        <source>&amp;Read and take over</source>
        <translation>&amp;Lesen und übernehmen</translation>
    </message>
    <message>
        <source>&amp;No, change nothing</source>
        <translation>&amp;Nein, nichts ändern</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Comparison</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>practice server</source>
        <translation>Übungsserver</translation>
    </message>
    <message>
        <source>practice server, %1 on average</source>
        <translation>Übungsserver, im Mittel %1</translation>
    </message>
    <message>
        <source>practice server, %1 ± %2</source>
        <translation>Übungsserver, %1 ± %2</translation>
    </message>
    <message>
        <source>practice server, %1</source>
        <translation>Übungsserver, %1</translation>
    </message>
    <message>
        <source>whiskers: 95&#xa0;% bootstrap interval of the median</source>
        <translation>Striche: 95-%-Bootstrap-Intervall des Medians</translation>
    </message>
    <message>
        <source>whiskers: from the fastest to the slowest of fewer than %1 rounds</source>
        <translation>Striche: von der schnellsten zur langsamsten von weniger als %1 Runden</translation>
    </message>
    <message>
        <source>whiskers: from the fastest to the slowest round</source>
        <translation>Striche: von der schnellsten zur langsamsten Runde</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation>%1 ×</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 Anfragen</translation>
    </message>
    <message>
        <source>%1, %2 at once</source>
        <translation>%1, %2 gleichzeitig</translation>
    </message>
    <message>
        <source>certificates not verified</source>
        <translation>Zertifikate nicht geprüft</translation>
    </message>
    <message>
        <source>1 round</source>
        <translation>1 Runde</translation>
    </message>
    <message>
        <source>%1 rounds, taken in turn A B C … C B A</source>
        <translation>%1 Runden, abwechselnd A B C … C B A</translation>
    </message>
    <message>
        <source>floor: %1, the server’s own delay</source>
        <translation>Untergrenze: %1, die Verzögerung des Servers selbst</translation>
    </message>
    <message>
        <source>floor: %1, the server’s own delay %2 times over</source>
        <translation>Untergrenze: %1, %2-mal die Verzögerung des Servers selbst</translation>
    </message>
    <message>
        <source>run %1 of %2</source>
        <translation>Lauf %1 von %2</translation>
    </message>
    <message>
        <source>%1 · almost done</source>
        <translation>%1 · fast fertig</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 · about %2 left</source>
        <translation>%1 · noch etwa %2</translation>
    </message>
    <message>
        <source>%1 of processor a request</source>
        <translation>%1 Prozessorzeit je Anfrage</translation>
    </message>
    <message>
        <source>between %1 and %2</source>
        <translation>zwischen %1 und %2</translation>
    </message>
    <message>
        <source>%1 switches a request</source>
        <translation>%1 Wechsel je Anfrage</translation>
    </message>
    <message>
        <source>%1 of memory</source>
        <translation>%1 Speicher</translation>
    </message>
    <message>
        <source>threads: %1</source>
        <translation>Threads: %1</translation>
    </message>
    <message>
        <source>processes: %1</source>
        <translation>Prozesse: %1</translation>
    </message>
    <message>
        <source>due at %1</source>
        <translation>fällig mit %1</translation>
    </message>
    <message>
        <source>%1 times that of %2</source>
        <translation>das %1-Fache von %2</translation>
    </message>
    <message>
        <source>bands: 95&#xa0;% bootstrap interval of the median</source>
        <translation>Bänder: 95-%-Bootstrap-Intervall des Medians</translation>
    </message>
    <message>
        <source>bands: from the least to the most of fewer than %1 rounds</source>
        <translation>Bänder: vom kleinsten zum größten Wert von weniger als %1 Runden</translation>
    </message>
    <message>
        <source>bands: from the least to the most of the rounds</source>
        <translation>Bänder: vom kleinsten zum größten Wert der Runden</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonAnswer</name>
    <message>
        <source>%1 others</source>
        <translation>%1 andere</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>The fastest is %1, %2 times as fast as %3, as measured on this machine.</source>
        <translation>Am schnellsten ist %1, %2-mal so schnell wie %3, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>%1 is %2 times as fast as %3, as measured on this machine.</source>
        <translation>%1 ist %2-mal so schnell wie %3, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Of those equally fast the cheapest is %1 with %2 of processor a request; %3 takes %4 times that, as measured on this machine.</source>
        <translation>Von den gleich schnellen kostet %1 am wenigsten, %2 Prozessorzeit je Anfrage; %3 braucht das %4-Fache, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>More at once pays up to %1, the most that was tried, as measured on this machine.</source>
        <translation>Mehr gleichzeitig lohnt bis %1, dem meisten, das versucht wurde, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>More at once pays up to %1, as measured on this machine.</source>
        <translation>Mehr gleichzeitig lohnt bis %1, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>More engine threads pay up to %1, the most that were tried, as measured on this machine.</source>
        <translation>Mehr Engine-Threads lohnen bis %1, den meisten, die versucht wurden, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>More engine threads pay up to %1, as measured on this machine.</source>
        <translation>Mehr Engine-Threads lohnen bis %1, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>%1 (%2 done)</source>
        <translation>%1 (%2 fertig)</translation>
    </message>
    <message>
        <source>%1 with %2</source>
        <translation>%1 mit %2</translation>
    </message>
    <message>
        <source>lanes: %1, threads: %2, memory: %3</source>
        <translation>Spuren: %1, Threads: %2, Speicher: %3</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Ten times that would take, by the slopes as measured on this machine: %1.</source>
        <translation>Das Zehnfache bräuchte nach den Steigungen, wie auf diesem Rechner gemessen: %1.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Equally fast are %1: any difference is under 10 %, as measured on this machine.</source>
        <translation>Gleich schnell sind %1: ein Unterschied ist kleiner als 10 %, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Equally fast are %1; %2 is %3 times as fast as %4, as measured on this machine.</source>
        <translation>Gleich schnell sind %1; %2 ist %3-mal so schnell wie %4, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>No difference was seen between %1 and %2, but the rounds are too few or too noisy to call them equally fast: %3 is %4 times as fast as %1, as measured on this machine.</source>
        <translation>Zwischen %1 und %2 war kein Unterschied zu sehen, doch die Runden sind zu wenige oder zu unruhig, um sie gleich schnell zu nennen: %3 ist %4-mal so schnell wie %1, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Of processor time a request %1 take the same, within 10 %, as measured on this machine.</source>
        <translation>An Prozessorzeit je Anfrage brauchen %1 gleich viel, auf 10 % genau, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>In processor time a request no difference was seen between %1, as measured on this machine.</source>
        <translation>In der Prozessorzeit je Anfrage war zwischen %1 kein Unterschied zu sehen, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Of those equally fast %1 takes %2 of processor a request, and no difference from it was seen of %5; %3 takes %4 times as much, as measured on this machine.</source>
        <translation>Von den gleich schnellen braucht %1 %2 Prozessorzeit je Anfrage, ohne dass bei %5 ein Unterschied dazu zu sehen war; %3 braucht das %4-Fache, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>More at once pays up to %1; beyond it nothing gains 5 %, as measured on this machine.</source>
        <translation>Mehr gleichzeitig lohnt bis %1; darüber bringt nichts 5 %, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>More at once pays up to %1; whether still more gains, the rounds are too few or too noisy to say, as measured on this machine.</source>
        <translation>Mehr gleichzeitig lohnt bis %1; ob noch mehr etwas bringt, sagen die Runden nicht, da sie zu wenige oder zu unruhig sind, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>More engine threads pay up to %1; beyond it nothing gains 5 %, as measured on this machine.</source>
        <translation>Mehr Engine-Threads lohnen bis %1; darüber bringt nichts 5 %, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>More engine threads pay up to %1; whether still more gain, the rounds are too few or too noisy to say, as measured on this machine.</source>
        <translation>Mehr Engine-Threads lohnen bis %1; ob noch mehr etwas bringen, sagen die Runden nicht, da sie zu wenige oder zu unruhig sind, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>%1 (%2 done, more may gain)</source>
        <translation>%1 (%2 fertig, mehr kann lohnen)</translation>
    </message>
    <message>
        <source>%1 (%2 done, the most tried)</source>
        <translation>%1 (%2 fertig, das meiste, das versucht wurde)</translation>
    </message>
    <message>
        <source>%1 (%2 done) but not %3 (%4 done)</source>
        <translation>%1 (%2 fertig), aber nicht %3 (%4 fertig)</translation>
    </message>
    <message>
        <source>Rates are reached up to %1, as measured on this machine.</source>
        <translation>Raten werden erreicht bis %1, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Not even %1 is reached, as measured on this machine.</source>
        <translation>Nicht einmal %1 wird erreicht, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Ten times that is out of reach, as measured on this machine: no rate beyond %1 is reached.</source>
        <translation>Das Zehnfache ist außer Reichweite, wie auf diesem Rechner gemessen: keine Rate über %1 wird erreicht.</translation>
    </message>
    <message>
        <source>Ten times that is not to be had with more at once, as measured on this machine: beyond %1 nothing gains 5 %.</source>
        <translation>Das Zehnfache ist mit mehr gleichzeitig nicht zu haben, wie auf diesem Rechner gemessen: über %1 hinaus bringt nichts 5 %.</translation>
    </message>
    <message>
        <source>What was varied had no effect: all were served over HTTP/%1, as measured on this machine.</source>
        <translation>Was variiert wurde, hatte keine Wirkung: alle wurden über HTTP/%1 bedient, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>What was varied had no effect: no connection was used again, as measured on this machine.</source>
        <translation>Was variiert wurde, hatte keine Wirkung: keine Verbindung wurde wieder benutzt, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Of those with no difference seen the cheapest is %1 with %2 of processor a request; %3 takes %4 times that, as measured on this machine.</source>
        <translation>Von denen ohne gesehenen Unterschied ist %1 mit %2 Prozessorzeit je Anfrage am günstigsten; %3 braucht das %4-fache, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Of those with no difference seen %1 takes %2 of processor a request, and no difference from it was seen of %5; %3 takes %4 times as much, as measured on this machine.</source>
        <translation>Von denen ohne gesehenen Unterschied braucht %1 %2 Prozessorzeit je Anfrage, und bei %5 war kein Unterschied dazu zu sehen; %3 braucht das %4-fache, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Not to be held against %1, which got another page: %2.</source>
        <translation>Nicht mit %1 zu vergleichen, das eine andere Seite bekam: %2.</translation>
    </message>
    <message>
        <source>Not to be held against %1, as not both told of their pages: %2.</source>
        <translation>Nicht mit %1 zu vergleichen, da nicht beide von ihren Seiten berichteten: %2.</translation>
    </message>
    <message>
        <source>One round tells nothing of what the next would be: an answer takes two or more.</source>
        <translation>Eine Runde sagt nichts darüber, wie die nächste wäre: Für eine Antwort braucht es zwei oder mehr.</translation>
    </message>
    <message>
        <source>More at once than %1 does not pay: nothing beyond it gains 5 %, as measured on this machine.</source>
        <translation>Mehr gleichzeitig als %1 lohnt sich nicht: Darüber gewinnt nichts 5 %, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Whether more at once than %1 pays, the rounds are too few or too noisy to say, as measured on this machine.</source>
        <translation>Ob sich mehr gleichzeitig als %1 lohnt, sagen die Runden nicht; es sind zu wenige, oder sie schwanken zu sehr, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>More engine threads than %1 do not pay: nothing beyond it gains 5 %, as measured on this machine.</source>
        <translation>Mehr Engine-Threads als %1 lohnen sich nicht: Darüber gewinnt nichts 5 %, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>Whether more engine threads than %1 pay, the rounds are too few or too noisy to say, as measured on this machine.</source>
        <translation>Ob sich mehr Engine-Threads als %1 lohnen, sagen die Runden nicht; es sind zu wenige, oder sie schwanken zu sehr, wie auf diesem Rechner gemessen.</translation>
    </message>
    <message>
        <source>%1 (%2 done, no more pays)</source>
        <translation>%1 (%2 fertig, mehr lohnt sich nicht)</translation>
    </message>
    <message>
        <source>%1 byte</source>
        <translation>%1 Byte</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>another page here than there</source>
        <translation>hier eine andere Seite als dort</translation>
    </message>
    <message>
        <source>, though of the same size</source>
        <translation>, wenn auch von gleicher Größe</translation>
    </message>
    <message>
        <source>, though of nearly the same size</source>
        <translation>, wenn auch von fast gleicher Größe</translation>
    </message>
    <message>
        <source>, seen in one round only; take more rounds to see whether the page changes by itself</source>
        <translation>, nur in einer Runde gesehen; mehr Runden zeigen, ob sich die Seite von selbst ändert</translation>
    </message>
    <message>
        <source>status %1 here, %2 there</source>
        <translation>hier Status %1, dort %2</translation>
    </message>
    <message>
        <source>%1 here, %2 there</source>
        <translation>hier %1, dort %2</translation>
    </message>
    <message>
        <source>%1, in %2 of %3 rounds</source>
        <translation>%1, in %2 von %3 Runden</translation>
    </message>
    <message>
        <source>it told nothing of its pages</source>
        <translation>es hat nichts über seine Seiten gesagt</translation>
    </message>
    <message>
        <source>the baseline told nothing of its pages</source>
        <translation>der Bezug hat nichts über seine Seiten gesagt</translation>
    </message>
    <message>
        <source>transport %1 (external runners bring their own)</source>
        <translation>Transport %1 (externe Runner bringen ihren eigenen mit)</translation>
    </message>
    <message>
        <source>transport %1</source>
        <translation>Transport %1</translation>
    </message>
    <message>
        <source>a new connection for each request</source>
        <translation>eine neue Verbindung je Anfrage</translation>
    </message>
    <message>
        <source>connections reused within a run</source>
        <translation>Verbindungen innerhalb eines Laufs wiederverwendet</translation>
    </message>
    <message>
        <source>no connection, DNS answer or TLS session kept between runs</source>
        <translation>keine Verbindung, DNS-Antwort oder TLS-Sitzung zwischen Läufen behalten</translation>
    </message>
    <message>
        <source>pages in %1</source>
        <translation>Seiten in %1</translation>
    </message>
    <message>
        <source>uncoded bodies</source>
        <translation>unkodierte Inhalte</translation>
    </message>
    <message>
        <source>bodies coded as %1</source>
        <translation>als %1 kodierte Inhalte</translation>
    </message>
    <message>
        <source>no name looked up</source>
        <translation>kein Name nachgeschlagen</translation>
    </message>
    <message>
        <source>names looked up</source>
        <translation>Namen nachgeschlagen</translation>
    </message>
    <message>
        <source>no TLS handshake</source>
        <translation>kein TLS-Handshake</translation>
    </message>
    <message>
        <source>TLS handshakes</source>
        <translation>TLS-Handshakes</translation>
    </message>
    <message>
        <source>no connection used again</source>
        <translation>keine Verbindung wiederverwendet</translation>
    </message>
    <message>
        <source>%1 % of requests on a connection that was there</source>
        <translation>%1 % der Anfragen auf einer bestehenden Verbindung</translation>
    </message>
    <message>
        <source>the version of HTTP</source>
        <translation>die HTTP-Version</translation>
    </message>
    <message>
        <source>the coding of bodies</source>
        <translation>die Kodierung der Inhalte</translation>
    </message>
    <message>
        <source>whether names are looked up</source>
        <translation>ob Namen nachgeschlagen werden</translation>
    </message>
    <message>
        <source>whether there are TLS handshakes</source>
        <translation>ob es TLS-Handshakes gibt</translation>
    </message>
    <message>
        <source>%1 (all that told)</source>
        <translation>%1 (alle, die es sagten)</translation>
    </message>
    <message>
        <source>%1: not told by %2</source>
        <translation>%1: nicht gesagt von %2</translation>
    </message>
    <message>
        <source>%1 with %2, %3 with %4, in between with the others</source>
        <translation>%1 mit %2, %3 mit %4, dazwischen mit den anderen</translation>
    </message>
    <message>
        <source>whether connections are used again</source>
        <translation>ob Verbindungen wiederverwendet werden</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonAxis</name>
    <message>
        <source>Scale of the bars</source>
        <translation>Skala der Balken</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonBar</name>
    <message>
        <source>Stra&amp;tegies…</source>
        <translation>Stra&amp;tegien …</translation>
    </message>
    <message>
        <source>Choose the strategies</source>
        <translation>Strategien wählen</translation>
    </message>
    <message>
        <source>R&amp;ounds</source>
        <translation>R&amp;unden</translation>
    </message>
    <message>
        <source>How often each strategy runs, after a warm-up that counts in nothing. With five or more, the interval of the median is worth something</source>
        <translation>Wie oft jede Strategie läuft, nach einem Aufwärmen, das nicht zählt. Ab fünf ist das Intervall des Medians etwas wert</translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>&amp;Baseline</source>
        <translation>Bezu&amp;g</translation>
    </message>
    <message>
        <source>What the others are held against. May be changed at any time, also afterwards</source>
        <translation>Womit die anderen verglichen werden. Lässt sich jederzeit ändern, auch hinterher</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Bezug</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stra&amp;tegies (%1)…</source>
        <translation>Stra&amp;tegien (%1) …</translation>
    </message>
    <message>
        <source>Which strategies to compare, and a runner of your own</source>
        <translation>Welche Strategien verglichen werden, und ein eigener Runner</translation>
    </message>
    <message>
        <source>%1.
%2 can’t run here.</source>
        <translation>%1.
%2 kann hier nicht laufen.</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>A run goes on in the main window. It would disturb this one</source>
        <translation>Im Hauptfenster ist ein Lauf im Gange. Er würde diesen stören</translation>
    </message>
    <message>
        <source>Run the comparison (F5 or Ctrl+R)</source>
        <translation>Den Vergleich starten (F5 oder Strg+R)</translation>
    </message>
    <message>
        <source>Cancel what runs now and keep the rounds that are done (Esc)</source>
        <translation>Abbrechen, was gerade läuft, und die fertigen Runden behalten (Esc)</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>How much each run has to do: %1</source>
        <translation>Wie viel jeder Lauf zu tun hat: %1</translation>
    </message>
    <message>
        <source>Loa&amp;d</source>
        <translation>&amp;Last</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonChart</name>
    <message>
        <source>Requests done over time</source>
        <translation>Fertige Anfragen im Verlauf</translation>
    </message>
    <message>
        <source>%1: %2 done after %3</source>
        <translation>%1: %2 fertig nach %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonChooser</name>
    <message>
        <source>What to compare</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <source>&amp;Strategies and programs</source>
        <translation>&amp;Strategien und Programme</translation>
    </message>
    <message>
        <source>Strategies and programs</source>
        <translation>Strategien und Programme</translation>
    </message>
    <message>
        <source>Space checks and unchecks. What is greyed can’t run here; its line says what would install it</source>
        <translation>Die Leertaste wählt an und ab. Was grau ist, kann hier nicht laufen; seine Zeile sagt, was zu installieren wäre</translation>
    </message>
    <message>
        <source>What is wrong with this choice</source>
        <translation>Was an dieser Wahl nicht stimmt</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>The command line of your own runner names no program.</source>
        <translation>Die Befehlszeile des eigenen Runners nennt kein Programm.</translation>
    </message>
    <message>
        <source>Choose at least one strategy.</source>
        <translation>Mindestens eine Strategie wählen.</translation>
    </message>
    <message>
        <source>A&amp;ll</source>
        <translation>A&amp;lle</translation>
    </message>
    <message>
        <source>Check all strategies</source>
        <translation>Alle Strategien ankreuzen</translation>
    </message>
    <message>
        <source>Check all that can run here</source>
        <translation>Alle ankreuzen, die hier laufen können</translation>
    </message>
    <message>
        <source>&amp;None</source>
        <translation>&amp;Keine</translation>
    </message>
    <message>
        <source>Uncheck all strategies</source>
        <translation>Keine Strategie ankreuzen</translation>
    </message>
    <message>
        <source>You&amp;r own runners: programs that speak fiftyfold.runner/1 on their standard input and output</source>
        <translation>Ei&amp;gene Runner: Programme, die auf Standardeingabe und -ausgabe fiftyfold.runner/1 sprechen</translation>
    </message>
    <message>
        <source>Your own runners</source>
        <translation>Eigene Runner</translation>
    </message>
    <message>
        <source>Program and arguments, such as python3 /home/me/runner.py --fast, started without a shell; quote what has spaces in it</source>
        <translation>Programm und Argumente, etwa python3 /home/ich/laeufer.py --fast, ohne Shell gestartet; was Leerzeichen hat, in Anführungszeichen</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hi&amp;nzufügen</translation>
    </message>
    <message>
        <source>Add a runner of your own</source>
        <translation>Einen eigenen Runner hinzufügen</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected runners</source>
        <translation>Die ausgewählten Runner entfernen</translation>
    </message>
    <message>
        <source>Remove the selected runners (Del)</source>
        <translation>Die ausgewählten Runner entfernen (Entf)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>Your own runner “%1” has a name, but no command line.</source>
        <translation>Der eigene Runner „%1“ hat einen Namen, aber keine Befehlszeile.</translation>
    </message>
    <message>
        <source>Two of your own runners are called “%1”.</source>
        <translation>Zwei der eigenen Runner heißen „%1“.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonDelegate</name>
    <message>
        <source>See the code</source>
        <translation>Code ansehen</translation>
    </message>
    <message>
        <source>%1 s reported in 2018</source>
        <translation>%1 s im Jahr 2018 berichtet</translation>
    </message>
    <message>
        <source>
Enter or a double click shows its code.</source>
        <translation>
Eingabe oder ein Doppelklick zeigt den Code.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonDiffDialog</name>
    <message>
        <source>One comparison against another</source>
        <translation>Ein Vergleich neben einem anderen</translation>
    </message>
    <message>
        <source>Baseline: %1</source>
        <translation>Bezug: %1</translation>
    </message>
    <message>
        <source>Run: %1</source>
        <translation>Vergleich: %1</translation>
    </message>
    <message>
        <source>Which are compared</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>The entries of both in figures</source>
        <translation>Die Einträge beider in Zahlen</translation>
    </message>
    <message>
        <source>How it is compared</source>
        <translation>Wie verglichen wird</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonLoadDialog</name>
    <message>
        <source>Load of the comparison</source>
        <translation>Last des Vergleichs</translation>
    </message>
    <message>
        <source>As in the main window</source>
        <translation>Wie im Hauptfenster</translation>
    </message>
    <message>
        <source>Its &amp;own:</source>
        <translation>&amp;Eigene:</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Each run of the comparison sends these, as lanes are free. The main window’s load stays as it is</source>
        <translation>Jeder Lauf des Vergleichs sendet diese, sobald Spuren frei sind. Die Last des Hauptfensters bleibt, wie sie ist</translation>
    </message>
    <message>
        <source>&amp;Requests</source>
        <translation>&amp;Anfragen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>How many each run sends</source>
        <translation>Wie viele jeder Lauf sendet</translation>
    </message>
    <message>
        <source>&amp;At once</source>
        <translation>&amp;Gleichzeitig</translation>
    </message>
    <message>
        <source>as many as requests, 256 at most</source>
        <translation>so viele wie Anfragen, höchstens 256</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>How many are in flight at a time, of strategies that have more than one</source>
        <translation>Wie viele gleichzeitig unterwegs sind, bei Strategien, die mehr als eine haben</translation>
    </message>
    <message>
        <source>&amp;Warm-up</source>
        <translation>Auf&amp;wärmen</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>Requests of each run before its clock starts, in no figure</source>
        <translation>Anfragen jedes Laufs, bevor seine Uhr beginnt; in keiner Zahl</translation>
    </message>
    <message>
        <source>As in the &amp;main window: %1</source>
        <translation>Wie im &amp;Hauptfenster: %1</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonModel</name>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>running …</source>
        <translation>läuft …</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>noch nicht gelaufen</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>can’t run here: %1</source>
        <translation>kann hier nicht laufen: %1</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>gescheitert: %1</translation>
    </message>
    <message>
        <source>%1, between %2 and %3</source>
        <translation>%1, zwischen %2 und %3</translation>
    </message>
    <message>
        <source>%1; %2 reported in 2018</source>
        <translation>%1; %2 im Jahr 2018 berichtet</translation>
    </message>
    <message>
        <source>%1 times as fast as %2</source>
        <translation>%1-mal so schnell wie %2</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Median time (log scale)</source>
        <translation>Mediane Zeit (log. Skala)</translation>
    </message>
    <message>
        <source>Times as fast</source>
        <translation>x-mal so schnell</translation>
    </message>
    <message>
        <source>Times as fast as %1</source>
        <translation>x-mal so schnell wie %1</translation>
    </message>
    <message>
        <source>Mean response time (log scale)</source>
        <translation>Mittlere Antwortzeit (log. Skala)</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>Processor time of the client for a request, median of the rounds</source>
        <translation>Prozessorzeit des Clients für eine Anfrage, Median der Runden</translation>
    </message>
    <message>
        <source>The most memory that the client had, without start-up</source>
        <translation>Der meiste Speicher, den der Client hatte, ohne den des Starts</translation>
    </message>
    <message>
        <source>The most threads of the client at one time</source>
        <translation>Die meisten Threads des Clients zur gleichen Zeit</translation>
    </message>
    <message>
        <source>Context switches of the client for a request</source>
        <translation>Kontextwechsel des Clients für eine Anfrage</translation>
    </message>
    <message>
        <source>Mean response time, s</source>
        <translation>Mittlere Antwortzeit, s</translation>
    </message>
    <message>
        <source>Median time, s</source>
        <translation>Mediane Zeit, s</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Proc.</source>
        <translation>Proz.</translation>
    </message>
    <message>
        <source>The most processes of the client at one time, those that it starts among them</source>
        <translation>Die meisten Prozesse des Clients zur gleichen Zeit, die von ihm gestarteten mitgezählt</translation>
    </message>
    <message>
        <source>Processor, µs a request</source>
        <translation>Prozessor, µs je Anfrage</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>Switches a request</source>
        <translation>Wechsel je Anfrage</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Bezug</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>langsamer</translation>
    </message>
    <message>
        <source>no difference seen</source>
        <translation>nicht unterscheidbar</translation>
    </message>
    <message>
        <source>not comparable: %1</source>
        <translation>nicht vergleichbar: %1</translation>
    </message>
    <message>
        <source>Processor a request</source>
        <translation>Prozessor je Anfrage</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>Höchster Speicher</translation>
    </message>
    <message>
        <source>Peak memory, MiB</source>
        <translation>Höchster Speicher, MiB</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonNews</name>
    <message>
        <source>Stopping the comparison</source>
        <translation>Der Vergleich wird angehalten</translation>
    </message>
    <message>
        <source>The comparison is stopped. %1</source>
        <translation>Der Vergleich ist angehalten. %1</translation>
    </message>
    <message>
        <source>The comparison is done. %1</source>
        <translation>Der Vergleich ist fertig. %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonScale</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonSetup</name>
    <message>
        <source>Your own runner</source>
        <translation>Ein eigener Runner</translation>
    </message>
    <message>
        <source>Your own runner %1</source>
        <translation>Eigener Runner %1</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonTable</name>
    <message>
        <source>Strategies that are compared</source>
        <translation>Strategien im Vergleich</translation>
    </message>
    <message>
        <source>Scroll the strategies</source>
        <translation>Die Strategien scrollen</translation>
    </message>
    <message>
        <source>&amp;Copy the table</source>
        <translation>Die Tabelle &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the figures as CS&amp;V</source>
        <translation>Die Zahlen als CS&amp;V kopieren</translation>
    </message>
    <message>
        <source>Copy the figures as &amp;Markdown</source>
        <translation>Die Zahlen als &amp;Markdown kopieren</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Sortieren nach</translation>
    </message>
    <message>
        <source>Nothing: as they were given</source>
        <translation>Nichts: wie sie gegeben sind</translation>
    </message>
    <message>
        <source>Scroll the figures</source>
        <translation>Zahlen scrollen</translation>
    </message>
    <message>
        <source>See the co&amp;de</source>
        <translation>&amp;Code ansehen</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonWindow</name>
    <message>
        <source>Compare — Fiftyfold</source>
        <translation>Vergleich — Fiftyfold</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation>Was verglichen wird</translation>
    </message>
    <message>
        <source>State of the comparison</source>
        <translation>Stand des Vergleichs</translation>
    </message>
    <message>
        <source>What is the same for all</source>
        <translation>Was für alle gleich ist</translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation>&amp;Bild speichern …</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Run a&amp;gain</source>
        <translation>&amp;Noch einmal</translation>
    </message>
    <message>
        <source>The same comparison once more (F5 or Ctrl+R)</source>
        <translation>Denselben Vergleich noch einmal (F5 oder Strg+R)</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>◇ reported in 2018, not measured here</source>
        <translation>◇ 2018 berichtet, nicht hier gemessen</translation>
    </message>
    <message>
        <source>Nothing was sent, since something else was begun or chosen while the question stood. Press Run again.</source>
        <translation>Nichts wurde gesendet, denn während der Frage wurde anderes begonnen oder gewählt. Noch einmal Starten drücken.</translation>
    </message>
    <message>
        <source>Same for all: %1</source>
        <translation>Gleich für alle: %1</translation>
    </message>
    <message>
        <source>waits for the run in the main window</source>
        <translation>wartet auf den Lauf im Hauptfenster</translation>
    </message>
    <message>
        <source>stopping …</source>
        <translation>hält an …</translation>
    </message>
    <message>
        <source>stopped after %1 of %2 runs</source>
        <translation>angehalten nach %1 von %2 Läufen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>done, %1 failed</source>
        <translation>fertig, %1 gescheitert</translation>
    </message>
    <message>
        <source>Choose strategies that can run here.</source>
        <translation>Strategien wählen, die hier laufen können.</translation>
    </message>
    <message>
        <source>the practice server, which is built in</source>
        <translation>an den eingebauten Übungsserver</translation>
    </message>
    <message>
        <source>1 round</source>
        <translation>1 Runde</translation>
    </message>
    <message>
        <source>%1 rounds</source>
        <translation>%1 Runden</translation>
    </message>
    <message>
        <source>1 strategy</source>
        <translation>1 Strategie</translation>
    </message>
    <message>
        <source>%1 strategies</source>
        <translation>%1 Strategien</translation>
    </message>
    <message>
        <source>Press Run (F5): %1, a warm-up and %2 of each, %3 requests in all to %4.</source>
        <translation>Starten drücken (F5): %1, ein Aufwärmen und %2 von jeder, insgesamt %3 Anfragen %4.</translation>
    </message>
    <message>
        <source>A curve comes with the first round of each.</source>
        <translation>Mit der ersten Runde jeder Strategie kommt ihre Kurve.</translation>
    </message>
    <message>
        <source>Warming up.</source>
        <translation>Aufwärmen.</translation>
    </message>
    <message>
        <source>Round 1 of %1.</source>
        <translation>Runde 1 von %1.</translation>
    </message>
    <message>
        <source>Stopped before a round was whole.</source>
        <translation>Angehalten, bevor eine Runde ganz war.</translation>
    </message>
    <message>
        <source>None got through a round: the rows above say why.</source>
        <translation>Keine kam durch eine Runde: Die Zeilen oben sagen, warum.</translation>
    </message>
    <message>
        <source>Nothing is chosen to be compared.</source>
        <translation>Nichts ist zum Vergleich gewählt.</translation>
    </message>
    <message>
        <source>The program stood still for a while in %1 of the runs: do not trust these figures, run it again.</source>
        <translation>In %1 der Läufe stand das Programm eine Weile still: diesen Zahlen nicht trauen, noch einmal starten.</translation>
    </message>
    <message>
        <source>Nothing could be compared: each strategy failed. The rows say why.</source>
        <translation>Nichts ließ sich vergleichen: Jede Strategie ist gescheitert. Die Zeilen sagen, warum.</translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation>Den Vergleich exportieren</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Sho&amp;w all</source>
        <translation>Alles &amp;zeigen</translation>
    </message>
    <message>
        <source>Show all of the time</source>
        <translation>Die ganze Zeit zeigen</translation>
    </message>
    <message>
        <source>Up to the end of the slowest, instead of the slowest with more than one at once</source>
        <translation>Bis zum Ende der langsamsten, statt der langsamsten mit mehr als einer gleichzeitig</translation>
    </message>
    <message>
        <source>Requests done over time</source>
        <translation>Fertige Anfragen im Verlauf</translation>
    </message>
    <message>
        <source>to the end</source>
        <translation>bis zum Ende</translation>
    </message>
    <message>
        <source>first %1 s</source>
        <translation>erste %1 s</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Das Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>The thread that writes the file</source>
        <translation>Der Thread, der die Datei schreibt</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Stop the comparison?</source>
        <translation>Den Vergleich anhalten?</translation>
    </message>
    <message>
        <source>The comparison is under way: %1.</source>
        <translation>Der Vergleich ist im Gange: %1.</translation>
    </message>
    <message>
        <source>What is measured stays, but it can&apos;t go on from there.</source>
        <translation>Was gemessen ist, bleibt, aber von dort geht es nicht weiter.</translation>
    </message>
    <message>
        <source>&amp;Stop and close</source>
        <translation>An&amp;halten und schließen</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weitermachen</translation>
    </message>
    <message>
        <source>What is measured</source>
        <translation>Was gemessen wird</translation>
    </message>
    <message>
        <source>Co&amp;mparison</source>
        <translation>Verglei&amp;ch</translation>
    </message>
    <message>
        <source>&amp;Capacity</source>
        <translation>&amp;Kapazität</translation>
    </message>
    <message>
        <source>Stop the search?</source>
        <translation>Die Suche anhalten?</translation>
    </message>
    <message>
        <source>The search for capacity is under way: %1.</source>
        <translation>Die Suche nach der Kapazität ist im Gange: %1.</translation>
    </message>
    <message>
        <source>Not the same for all: %1</source>
        <translation>Nicht gleich für alle: %1</translation>
    </message>
    <message>
        <source>Not seen of all: %1</source>
        <translation>Nicht von allen gesehen: %1</translation>
    </message>
    <message>
        <source>%1 entries</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>Which comparison is shown</source>
        <translation>Welcher Vergleich gezeigt wird</translation>
    </message>
    <message>
        <source>Comparisons stay until the program ends: look at an earlier one, also while another runs</source>
        <translation>Vergleiche bleiben, bis das Programm endet: einen früheren ansehen, auch während ein anderer läuft</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>The thread that copies the figures</source>
        <translation>Der Thread, der die Zahlen kopiert</translation>
    </message>
    <message>
        <source>%1: %2 entries, %3</source>
        <translation>%1: %2 Einträge, %3</translation>
    </message>
    <message>
        <source>the latest</source>
        <translation>der neueste</translation>
    </message>
    <message>
        <source>These figures are of what was compared before, not of what is chosen now. They stay, in the list beside the title once Run begins another.</source>
        <translation>Diese Zahlen sind von dem, was vorher verglichen wurde, nicht von dem, was jetzt gewählt ist. Sie bleiben, in der Liste neben dem Titel, sobald „Starten“ einen anderen beginnt.</translation>
    </message>
    <message>
        <source>Export the search for capacity</source>
        <translation>Die Suche nach der Kapazität exportieren</translation>
    </message>
    <message>
        <source>HTML report (*.html)</source>
        <translation>HTML-Bericht (*.html)</translation>
    </message>
    <message>
        <source>The comparison that is shown once more</source>
        <translation>Der gezeigte Vergleich noch einmal</translation>
    </message>
    <message>
        <source>It can&apos;t be run again from here: this window can&apos;t choose all that it compared.</source>
        <translation>Er kann von hier aus nicht noch einmal laufen: Dieses Fenster kann nicht alles wählen, was er verglichen hat.</translation>
    </message>
    <message>
        <source>%1, measured %2, stopped before its end</source>
        <translation>%1, gemessen %2, vor dem Ende angehalten</translation>
    </message>
    <message>
        <source>%1, measured %2</source>
        <translation>%1, gemessen %2</translation>
    </message>
    <message>
        <source>the next</source>
        <translation>der nächste</translation>
    </message>
    <message>
        <source>the round with the median time of each · %1</source>
        <translation>von jeder die Runde mit der medianen Zeit · %1</translation>
    </message>
    <message>
        <source>It can&apos;t be run again from here: its strategy can&apos;t run on this machine.</source>
        <translation>Von hier aus ist sie nicht noch einmal auszuführen: Ihre Strategie kann auf diesem Rechner nicht laufen.</translation>
    </message>
    <message>
        <source>This page as PNG or SVG (Ctrl+S)</source>
        <translation>Diese Seite als PNG oder SVG (Strg+S)</translation>
    </message>
    <message>
        <source>The comparison as Markdown, HTML, CSV or JSON (Ctrl+E)</source>
        <translation>Den Vergleich als Markdown, HTML, CSV oder JSON (Strg+E)</translation>
    </message>
    <message>
        <source>&amp;Hold against…</source>
        <translation>Vergleichen &amp;mit …</translation>
    </message>
    <message>
        <source>Whether it is faster or slower than an earlier comparison, entry by entry</source>
        <translation>Ob er schneller oder langsamer ist als ein früherer Vergleich, Eintrag für Eintrag</translation>
    </message>
    <message>
        <source>Hold against another comparison</source>
        <translation>Mit einem anderen Vergleich vergleichen</translation>
    </message>
    <message>
        <source>A &amp;record…</source>
        <translation>Eine Aufzeich&amp;nung …</translation>
    </message>
    <message>
        <source>Hold against a record</source>
        <translation>Mit einer Aufzeichnung vergleichen</translation>
    </message>
    <message>
        <source>it is no record of a comparison</source>
        <translation>es ist keine Aufzeichnung eines Vergleichs</translation>
    </message>
    <message>
        <source>The thread that compares</source>
        <translation>Der Thread, der vergleicht</translation>
    </message>
    <message>
        <source>&quot;%1&quot; could not be read: %2</source>
        <translation>„%1“ konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Vector graphics (*.svg)</source>
        <translation>Vektorgrafiken (*.svg)</translation>
    </message>
    <message>
        <source>There is too little memory to hold them against each other.</source>
        <translation>Um sie miteinander zu vergleichen, ist zu wenig Speicher da.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::DetailsPanel</name>
    <message>
        <source>Choose a request in the waterfall, in a chart or in the table of requests, to see where its time went.</source>
        <translation>Eine Anfrage im Wasserfall, in einem Diagramm oder in der Tabelle der Anfragen wählen, um zu sehen, wo ihre Zeit blieb.</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>URL of this request</source>
        <translation>URL dieser Anfrage</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>service time</source>
        <translation>Bedienzeit</translation>
    </message>
    <message>
        <source>Service time</source>
        <translation>Bedienzeit</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>Time of the whole request</source>
        <translation>Zeit der ganzen Anfrage</translation>
    </message>
    <message>
        <source>Response headers</source>
        <translation>Antwort-Header</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source> · connection %1</source>
        <translation> · Verbindung %1</translation>
    </message>
    <message>
        <source>, new</source>
        <translation>, neu</translation>
    </message>
    <message>
        <source>, reused</source>
        <translation>, wiederverwendet</translation>
    </message>
    <message>
        <source> · new connection</source>
        <translation> · neue Verbindung</translation>
    </message>
    <message>
        <source> · connection reused</source>
        <translation> · Verbindung wiederverwendet</translation>
    </message>
    <message>
        <source> · sent again once</source>
        <translation> · einmal erneut gesendet</translation>
    </message>
    <message>
        <source> · sent again %1 times</source>
        <translation> · %1-mal erneut gesendet</translation>
    </message>
    <message>
        <source>not told by this runner</source>
        <translation>von diesem Runner nicht gesagt</translation>
    </message>
    <message>
        <source>no reply</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>%1 · certificates not verified</source>
        <translation>%1 · Zertifikate nicht geprüft</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>not yet</source>
        <translation>noch nicht</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1 · lag %2</source>
        <translation>%1 · Verzug %2</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>%1, deleted</source>
        <translation>%1, gelöscht</translation>
    </message>
    <message>
        <source>%1, kept</source>
        <translation>%1, behalten</translation>
    </message>
    <message>
        <source>Details of the selected request</source>
        <translation>Einzelheiten der gewählten Anfrage</translation>
    </message>
    <message>
        <source>Request %1</source>
        <translation>Anfrage %1</translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>Gescheitert: %1</translation>
    </message>
    <message>
        <source>response time</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>never in this run</source>
        <translation>nie in diesem Lauf</translation>
    </message>
    <message>
        <source>not told so far</source>
        <translation>bisher nicht gesagt</translation>
    </message>
    <message>
        <source> · connection not told by this runner</source>
        <translation> · Verbindung von diesem Runner nicht gesagt</translation>
    </message>
    <message>
        <source>kept of the first requests only</source>
        <translation>nur von den ersten Anfragen aufbewahrt</translation>
    </message>
    <message>
        <source>&amp;Copy details</source>
        <translation>Einzelheiten &amp;kopieren</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>fiftyfold::DurationScale</name>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ErrorModel</name>
    <message>
        <source>Show this request in the details</source>
        <translation>Diese Anfrage in den Einzelheiten zeigen</translation>
    </message>
    <message>
        <source>Show these requests: %1</source>
        <translation>Diese Anfragen zeigen: %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>#%1</source>
        <translation>Nr. %1</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erste</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Letzte</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Show all requests of the class %1, these among them</source>
        <translation>Alle Anfragen der Klasse %1 zeigen, diese darunter</translation>
    </message>
    <message>
        <source>others, each with words of its own; shows all of the class</source>
        <translation>andere, jede mit eigenen Worten; zeigt alle der Klasse</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ErrorsPanel</name>
    <message>
        <source>Errors by class and message</source>
        <translation>Fehler nach Klasse und Meldung</translation>
    </message>
    <message>
        <source>Return on one shows its requests, on its example that request.</source>
        <translation>Die Eingabetaste zeigt die Anfragen, auf dem Beispiel diese Anfrage.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>#%1</source>
        <translation>Nr. %1</translation>
    </message>
    <message>
        <source>Show its &amp;requests</source>
        <translation>Ihre &amp;Anfragen zeigen</translation>
    </message>
    <message>
        <source>Show its &amp;example</source>
        <translation>Ihr &amp;Beispiel zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy rows as text</source>
        <translation>Zeilen als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>No request has failed.</source>
        <translation>Keine Anfrage ist gescheitert.</translation>
    </message>
    <message>
        <source>Whole message of the chosen error</source>
        <translation>Ganze Meldung des gewählten Fehlers</translation>
    </message>
    <message>
        <source>No requests yet: each way in which some fail will be a row here.</source>
        <translation>Noch keine Anfragen: Jede Art, auf die welche scheitern, wird hier eine Zeile.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Factor</name>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>HTTP version</source>
        <translation>HTTP-Version</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Engine threads</source>
        <translation>Engine-Threads</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>Header</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Fault</name>
    <message>
        <source>The name %1 does not resolve. Check its spelling and the name server.</source>
        <translation>Der Name %1 wird nicht aufgelöst. Schreibweise und Nameserver prüfen.</translation>
    </message>
    <message>
        <source>%1 refused the connection. Is the server running, and is that its port?</source>
        <translation>%1 hat die Verbindung abgelehnt. Läuft der Server, und ist das sein Port?</translation>
    </message>
    <message>
        <source>No connection to %1: the system&apos;s own time limit passed.</source>
        <translation>Keine Verbindung zu %1: Das Zeitlimit des Systems ist abgelaufen.</translation>
    </message>
    <message>
        <source>No connection to %1: %2.</source>
        <translation>Keine Verbindung zu %1: %2.</translation>
    </message>
    <message>
        <source>No connection to the Unix socket %1: %2. Is the server running, and is that its path?</source>
        <translation>Keine Verbindung zum Unix-Socket %1: %2. Läuft der Server, und ist das sein Pfad?</translation>
    </message>
    <message>
        <source>No connection to %1: no local port is left (%2). Keep connections open instead of {--fresh-connections}, have fewer at once, or wait a minute for the system to free some.</source>
        <translation>Keine Verbindung zu %1: Kein lokaler Port ist frei (%2). Verbindungen offen halten statt {--fresh-connections}, weniger gleichzeitig, oder eine Minute warten, bis das System welche freigibt.</translation>
    </message>
    <message>
        <source>No TLS connection to %1: %2. Mend the server&apos;s certificate or name its CA with {--cacert}; {--insecure} does without verification.</source>
        <translation>Keine TLS-Verbindung zu %1: %2. Das Zertifikat des Servers in Ordnung bringen oder seine Zertifizierungsstelle mit {--cacert} nennen; {--insecure} verzichtet auf die Prüfung.</translation>
    </message>
    <message>
        <source>No TLS connection to %1: %2. The server wants another protocol than HTTP/1.1.</source>
        <translation>Keine TLS-Verbindung zu %1: %2. Der Server will ein anderes Protokoll als HTTP/1.1.</translation>
    </message>
    <message>
        <source>The proxy can&apos;t be used: %1. Check {--proxy}, or what the environment has in http_proxy, https_proxy and all_proxy.</source>
        <translation>Der Proxy ist nicht zu gebrauchen: %1. {--proxy} prüfen, oder was die Umgebung in http_proxy, https_proxy und all_proxy hat.</translation>
    </message>
    <message>
        <source>The proxy can&apos;t be used: its name, %1, does not resolve. Check {--proxy}, or what the environment has in http_proxy, https_proxy and all_proxy.</source>
        <translation>Der Proxy ist nicht zu gebrauchen: Sein Name, %1, wird nicht aufgelöst. {--proxy} prüfen, oder was die Umgebung in http_proxy, https_proxy und all_proxy hat.</translation>
    </message>
    <message>
        <source>The proxy asks for a name and password (407), or refuses those given: give them as {--proxy} http://USER:PASSWORD@HOST:PORT.</source>
        <translation>Der Proxy verlangt Namen und Passwort (407) oder lehnt die gegebenen ab: als {--proxy} http://USER:PASSWORD@HOST:PORT angeben.</translation>
    </message>
    <message>
        <source>Not done within %1 (%2). Allow more with {--timeout}, or see why the server takes so long.</source>
        <translation>Nicht fertig innerhalb von %1 (%2). Mit {--timeout} mehr erlauben, oder nachsehen, warum der Server so lange braucht.</translation>
    </message>
    <message>
        <source>No connection within %1. Check host, port and firewall, or allow more with {--connect-timeout}.</source>
        <translation>Keine Verbindung innerhalb von %1. Host, Port und Firewall prüfen, oder mit {--connect-timeout} mehr erlauben.</translation>
    </message>
    <message>
        <source>The connection was reset in the middle of the body. Look at the server&apos;s log, or try fewer at once.</source>
        <translation>Die Verbindung wurde mitten im Inhalt zurückgesetzt. Ins Protokoll des Servers sehen, oder weniger gleichzeitig versuchen.</translation>
    </message>
    <message>
        <source>The connection ended before there was a reply. Look at the server&apos;s log, or try fewer at once.</source>
        <translation>Die Verbindung endete, bevor eine Antwort kam. Ins Protokoll des Servers sehen, oder weniger gleichzeitig versuchen.</translation>
    </message>
    <message>
        <source>The connection ended before there was a reply. The request may have had its effect, so it was not sent again. Look at the server&apos;s log, or try fewer at once.</source>
        <translation>Die Verbindung endete, bevor eine Antwort kam. Die Anfrage kann gewirkt haben, darum wurde sie nicht noch einmal gesendet. Ins Protokoll des Servers sehen, oder weniger gleichzeitig versuchen.</translation>
    </message>
    <message>
        <source>The connection ended before there was a reply that is valid HTTP. Look at the server&apos;s log, or try fewer at once; {--transport curl} tells more of it.</source>
        <translation>Die Verbindung endete, bevor eine gültige HTTP-Antwort kam. Ins Protokoll des Servers sehen, oder weniger gleichzeitig versuchen; {--transport curl} sagt mehr darüber.</translation>
    </message>
    <message>
        <source>The body ended before its announced length. The server or something between closed the connection too early.</source>
        <translation>Der Inhalt endete vor seiner angekündigten Länge. Der Server oder etwas dazwischen hat die Verbindung zu früh geschlossen.</translation>
    </message>
    <message>
        <source>The reply is no valid HTTP: %1.</source>
        <translation>Die Antwort ist kein gültiges HTTP: %1.</translation>
    </message>
    <message>
        <source>The reply is no valid HTTP: it has no status line.</source>
        <translation>Die Antwort ist kein gültiges HTTP: Ihr fehlt die Statuszeile.</translation>
    </message>
    <message>
        <source>The server speaks HTTP/2 alone, and that over an unencrypted connection. Ask an https URL of it, with {--http 2}.</source>
        <translation>Der Server spricht nur HTTP/2, und das unverschlüsselt. Mit {--http 2} eine https-URL anfragen.</translation>
    </message>
    <message>
        <source>The server switched protocols (101) although nobody asked.</source>
        <translation>Der Server hat das Protokoll gewechselt (101), obwohl niemand darum bat.</translation>
    </message>
    <message>
        <source>The reply&apos;s status is %1, which is no final answer.</source>
        <translation>Der Status der Antwort ist %1, was keine endgültige Antwort ist.</translation>
    </message>
    <message>
        <source>The reply&apos;s Transfer-Encoding is &quot;%1&quot;; nobody asked for another than chunked.</source>
        <translation>Transfer-Encoding der Antwort ist „%1“; um anderes als chunked hat niemand gebeten.</translation>
    </message>
    <message>
        <source>The reply&apos;s Content-Length is &quot;%1&quot;, which is no length.</source>
        <translation>Content-Length der Antwort ist „%1“, was keine Länge ist.</translation>
    </message>
    <message>
        <source>The reply&apos;s headers are more, or longer, than any program should send. Look at what the server adds to each reply.</source>
        <translation>Die Header der Antwort sind mehr oder länger, als ein Programm senden sollte. Nachsehen, was der Server jeder Antwort hinzufügt.</translation>
    </message>
    <message>
        <source>The body is larger than %1. Allow more with {--max-body}.</source>
        <translation>Der Inhalt ist größer als %1. Mit {--max-body} mehr erlauben.</translation>
    </message>
    <message>
        <source>There is no memory left for the body. Allow less of it with {--max-body}, or have fewer in flight.</source>
        <translation>Für den Inhalt ist kein Speicher mehr da. Mit {--max-body} weniger erlauben, oder weniger gleichzeitig.</translation>
    </message>
    <message>
        <source>The body can&apos;t be decompressed: %1.</source>
        <translation>Der Inhalt lässt sich nicht entpacken: %1.</translation>
    </message>
    <message>
        <source>The body can&apos;t be decompressed: its Content-Encoding names %1 codings, one upon the other.</source>
        <translation>Der Inhalt lässt sich nicht entpacken: Sein Content-Encoding nennt %1 Codierungen übereinander.</translation>
    </message>
    <message>
        <source>The body can&apos;t be decompressed: its %1 data end before they should.</source>
        <translation>Der Inhalt lässt sich nicht entpacken: Seine %1-Daten enden zu früh.</translation>
    </message>
    <message>
        <source>The server answered %1, which does not count as success. See {--accept-status}.</source>
        <translation>Der Server hat %1 geantwortet, was nicht als Erfolg zählt. Siehe {--accept-status}.</translation>
    </message>
    <message>
        <source>The reply fails the check &quot;%1&quot;: found %2.</source>
        <translation>Die Antwort besteht die Prüfung „%1“ nicht: gefunden wurde %2.</translation>
    </message>
    <message>
        <source>Still redirected after %1 hops (the last one to %2). Look for a loop, or allow more with {--redirects}.</source>
        <translation>Nach %1 Umleitungen immer noch umgeleitet (zuletzt zu %2). Nach einer Schleife sehen, oder mit {--redirects} mehr erlauben.</translation>
    </message>
    <message>
        <source>The %1 reply names no readable Location to go on to.</source>
        <translation>Die %1-Antwort nennt keine lesbare Location, zu der es weitergeht.</translation>
    </message>
    <message>
        <source>The redirect leads to %1: only http and https are followed. Nothing was read from there.</source>
        <translation>Die Umleitung führt zu %1: Nur http und https werden verfolgt. Von dort wurde nichts gelesen.</translation>
    </message>
    <message>
        <source>The redirect leads from https to unencrypted %1 and is not followed. Ask that URL itself if that is what you want.</source>
        <translation>Die Umleitung führt von https zum unverschlüsselten %1 und wird nicht verfolgt. Diese URL selbst anfragen, wenn das gewollt ist.</translation>
    </message>
    <message>
        <source>The redirect leads to %1, which has no host.</source>
        <translation>Die Umleitung führt zu %1, was keinen Host hat.</translation>
    </message>
    <message>
        <source>The redirect leads to %1, a host that nobody agreed to. Ask that URL itself, or allow other hosts ({--allow-remote}).</source>
        <translation>Die Umleitung führt zu %1, einem Host, dem niemand zugestimmt hat. Diese URL selbst anfragen, oder andere Hosts erlauben ({--allow-remote}).</translation>
    </message>
    <message>
        <source>%1 could not be made: %2.</source>
        <translation>%1 ließ sich nicht anlegen: %2.</translation>
    </message>
    <message>
        <source>%1 could not be saved: %2 after %3 of %4 bytes.</source>
        <translation>%1 ließ sich nicht speichern: %2 nach %3 von %4 Bytes.</translation>
    </message>
    <message>
        <source>%1 could not be saved: the file would be too large for the limit of this shell after %2 of %3 bytes.</source>
        <translation>%1 ließ sich nicht speichern: Nach %2 von %3 Bytes wäre die Datei zu groß für die Grenze dieser Shell.</translation>
    </message>
    <message>
        <source>%1 could not be saved: %2.</source>
        <translation>%1 ließ sich nicht speichern: %2.</translation>
    </message>
    <message>
        <source>%1 could not be deleted: %2.</source>
        <translation>%1 ließ sich nicht löschen: %2.</translation>
    </message>
    <message>
        <source>No process is left that could do the steps.</source>
        <translation>Kein Prozess ist übrig, der die Schritte tun könnte.</translation>
    </message>
    <message>
        <source>The process that had its page answered with nonsense: it is not of this version. Install Fiftyfold again.</source>
        <translation>Der Prozess, der ihre Seite hatte, antwortete Unsinn: Er ist nicht von dieser Version. Fiftyfold neu installieren.</translation>
    </message>
    <message>
        <source>The process that had its page did not answer for %1 s. See whether the disk with the run&apos;s folder is slow or hangs, and choose another with {--work-dir}.</source>
        <translation>Der Prozess, der ihre Seite hatte, antwortete %1 s lang nicht. Nachsehen, ob die Platte mit dem Ordner des Laufs langsam ist oder hängt, und mit {--work-dir} einen anderen wählen.</translation>
    </message>
    <message>
        <source>The process that had its page was killed. Run again; if it happens again, see how much memory is left.</source>
        <translation>Der Prozess, der ihre Seite hatte, wurde getötet. Noch einmal starten; geschieht es wieder, nachsehen, wie viel Speicher frei ist.</translation>
    </message>
    <message>
        <source>The process that had its page ended with exit code %1. Run again; if it happens again, see how much memory is left.</source>
        <translation>Der Prozess, der ihre Seite hatte, endete mit Exit-Code %1. Noch einmal starten; geschieht es wieder, nachsehen, wie viel Speicher frei ist.</translation>
    </message>
    <message>
        <source>Should it speak HTTP/2 alone, ask for that with {--http 2}.</source>
        <translation>Falls er nur HTTP/2 spricht, mit {--http 2} darum bitten.</translation>
    </message>
    <message>
        <source>Should it speak HTTP/2 alone, ask for that with {--transport curl} {--http 2}.</source>
        <translation>Falls er nur HTTP/2 spricht, mit {--transport curl} {--http 2} darum bitten.</translation>
    </message>
    <message>
        <source>If the server answered before it had read the body, {--transport curl} tells how.</source>
        <translation>Falls der Server antwortete, bevor er den Inhalt gelesen hatte: {--transport curl} sagt wie.</translation>
    </message>
    <message>
        <source>Raise it with &quot;ulimit -f&quot;.</source>
        <translation>Mit „ulimit -f“ anheben.</translation>
    </message>
    <message>
        <source>Have fewer in flight with {--at-once}.</source>
        <translation>Mit {--at-once} weniger gleichzeitig senden.</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder with {--work-dir}.</source>
        <translation>Platz schaffen, oder mit {--work-dir} einen anderen Ordner wählen.</translation>
    </message>
    <message>
        <source>Choose another folder with {--work-dir}.</source>
        <translation>Mit {--work-dir} einen anderen Ordner wählen.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::FiguresTable</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
</context>
<context>
    <name>fiftyfold::FileField</name>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen …</translation>
    </message>
    <message>
        <source>Browse: %1</source>
        <translation>Durchsuchen: %1</translation>
    </message>
</context>
<context>
    <name>fiftyfold::FileWriter</name>
    <message>
        <source>there is too little memory for it</source>
        <translation>dafür ist zu wenig Speicher da</translation>
    </message>
    <message>
        <source>The thread that writes the file</source>
        <translation>Der Thread, der die Datei schreibt</translation>
    </message>
</context>
<context>
    <name>fiftyfold::HeadersTable</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>fiftyfold::HelpBoxes</name>
    <message>
        <source>run</source>
        <translation>starten</translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation>den Lauf anhalten</translation>
    </message>
    <message>
        <source>go to the URL</source>
        <translation>zur URL</translation>
    </message>
    <message>
        <source>load: how many requests, and when</source>
        <translation>Last: wie viele Anfragen und wann</translation>
    </message>
    <message>
        <source>requests: headers, body, and files of many</source>
        <translation>Anfragen: Header, Inhalt, und Dateien mit vielen</translation>
    </message>
    <message>
        <source>more options</source>
        <translation>weitere Optionen</translation>
    </message>
    <message>
        <source>compare strategies, in a window of their own</source>
        <translation>Strategien vergleichen, in einem eigenen Fenster</translation>
    </message>
    <message>
        <source>in that window: save the picture, export, close</source>
        <translation>in jenem Fenster: Bild speichern, exportieren, schließen</translation>
    </message>
    <message>
        <source>in that window: see the code of the selected strategy</source>
        <translation>in jenem Fenster: den Code der gewählten Strategie ansehen</translation>
    </message>
    <message>
        <source>zoom in, zoom out, fit the whole run</source>
        <translation>vergrößern, verkleinern, ganzen Lauf einpassen</translation>
    </message>
    <message>
        <source>the same in a chart, and move through time</source>
        <translation>dasselbe in einem Diagramm, und durch die Zeit gehen</translation>
    </message>
    <message>
        <source>filter the log</source>
        <translation>das Protokoll filtern</translation>
    </message>
    <message>
        <source>quit</source>
        <translation>beenden</translation>
    </message>
    <message>
        <source>in a chart: pick the requests of the time in view, or none</source>
        <translation>in einem Diagramm: die Anfragen der sichtbaren Zeit auswählen, oder keine</translation>
    </message>
    <message>
        <source>by lane: along the lane, and move through time</source>
        <translation>nach Spuren: die Spur entlang, und durch die Zeit gehen</translation>
    </message>
    <message>
        <source>in the waterfall: the next failed one, the next of the slowest, see it well</source>
        <translation>im Wasserfall: die nächste gescheiterte, die nächste der langsamsten, gut zu sehen</translation>
    </message>
    <message>
        <source>over percentiles and histogram: pick requests by response time</source>
        <translation>über Perzentilen und Histogramm: Anfragen nach Antwortzeit auswählen</translation>
    </message>
    <message>
        <source>select a request in the waterfall or the table</source>
        <translation>eine Anfrage im Wasserfall oder in der Tabelle wählen</translation>
    </message>
    <message>
        <source>go to the next, the previous failed request</source>
        <translation>zur nächsten, zur vorigen gescheiterten Anfrage</translation>
    </message>
    <message>
        <source>filter the requests</source>
        <translation>die Anfragen filtern</translation>
    </message>
    <message>
        <source>in a table: sort it, copy its rows</source>
        <translation>in einer Tabelle: sie sortieren, Zeilen kopieren</translation>
    </message>
    <message>
        <source>copy the selected rows or log lines</source>
        <translation>die gewählten Zeilen der Tabelle oder des Protokolls kopieren</translation>
    </message>
    <message>
        <source>hold runs against a record</source>
        <translation>Läufe mit einer Aufzeichnung vergleichen</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Bild auf</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Bild ab</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Pos1</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>&lt;p&gt;Over the charts: the wheel zooms, dragging moves, dragging with Shift picks the requests of a time, a double click fits the run.&lt;br&gt;Shift and the wheel, or the wheel over the row numbers, scroll the requests.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Über den Diagrammen: Das Rad zoomt, Ziehen verschiebt, Ziehen mit Umschalt wählt die Anfragen einer Zeit aus, ein Doppelklick zeigt den ganzen Lauf.&lt;br&gt;Umschalt und das Rad, oder das Rad über den Zeilennummern, scrollt die Anfragen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&lt;p&gt;Without colours: stages follow each other in the order of the legend, in the chart from above, and the readout at the cursor and the details of a request name each of them.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ohne Farben: Phasen folgen einander in der Reihenfolge der Legende, im Diagramm von oben, und die Anzeige am Zeiger und die Einzelheiten einer Anfrage nennen jede von ihnen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Fiftyfold %1&lt;/h3&gt;&lt;p&gt;Shows what concurrency buys: fires requests, wraps, saves and deletes each reply, and shows where the time goes.&lt;/p&gt;&lt;p&gt;Qt %2. Charts by QCustomPlot.&lt;/p&gt;&lt;p&gt;This program is free software: you can use, study, share and change it under the terms of the &lt;a href=&apos;https://www.gnu.org/licenses/gpl-3.0.html&apos;&gt;GNU General Public License&lt;/a&gt;, version 3 or later. It comes without any warranty.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Fiftyfold %1&lt;/h3&gt;&lt;p&gt;Zeigt, was Nebenläufigkeit bringt: schickt Anfragen ab, verpackt, speichert und löscht jede Antwort, und zeigt, wo die Zeit bleibt.&lt;/p&gt;&lt;p&gt;Qt %2. Diagramme von QCustomPlot.&lt;/p&gt;&lt;p&gt;Dieses Programm ist freie Software: Jeder darf es nach den Bedingungen der &lt;a href=&apos;https://www.gnu.org/licenses/gpl-3.0.html&apos;&gt;GNU General Public License&lt;/a&gt;, Version 3 oder später, benutzen, untersuchen, weitergeben und verändern. Es kommt ohne jede Gewähr.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>About Fiftyfold</source>
        <translation>Über Fiftyfold</translation>
    </message>
</context>
<context>
    <name>fiftyfold::HistogramChart</name>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>from (ms)	to (ms)	%1</source>
        <translation>von (ms)	bis (ms)	%1</translation>
    </message>
</context>
<context>
    <name>fiftyfold::HistoryKeeper</name>
    <message>
        <source>There are no requests of it to be written as CSV.</source>
        <translation>Davon gibt es keine Anfragen, die sich als CSV schreiben ließen.</translation>
    </message>
    <message>
        <source>The thread that keeps the history</source>
        <translation>Der Thread, der den Verlauf führt</translation>
    </message>
    <message>
        <source>There is too little memory for what the history was to do.</source>
        <translation>Für das, was der Verlauf tun sollte, ist zu wenig Speicher da.</translation>
    </message>
    <message>
        <source>Not kept in the history. %1</source>
        <translation>Nicht im Verlauf aufbewahrt. %1</translation>
    </message>
</context>
<context>
    <name>fiftyfold::HistoryPanel</name>
    <message>
        <source>What is kept</source>
        <translation>Was aufbewahrt ist</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Hide the history</source>
        <translation>Den Verlauf ausblenden</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter of the history</source>
        <translation>Filter des Verlaufs</translation>
    </message>
    <message>
        <source>A part of label, URL or strategy</source>
        <translation>Ein Teil von Name, URL oder Strategie</translation>
    </message>
    <message>
        <source>Which are shown</source>
        <translation>Welche gezeigt werden</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Comparisons</source>
        <translation>Vergleiche</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>Pinned</source>
        <translation>Angeheftete</translation>
    </message>
    <message>
        <source>With a label</source>
        <translation>Mit Namen</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>&amp;Pin</source>
        <translation>An&amp;heften</translation>
    </message>
    <message>
        <source>&amp;Label…</source>
        <translation>&amp;Name …</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>En&amp;tfernen …</translation>
    </message>
    <message>
        <source>How many are kept</source>
        <translation>Wie viele aufbewahrt sind</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>Wird geöffnet …</translation>
    </message>
    <message>
        <source>%1 kept</source>
        <translation>%1 aufbewahrt</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>What it is called; empty: by its URL</source>
        <translation>Wie es heißen soll; leer: nach der URL</translation>
    </message>
    <message>
        <source>Export from the history</source>
        <translation>Aus dem Verlauf exportieren</translation>
    </message>
    <message>
        <source>Record (*.json)</source>
        <translation>Aufzeichnung (*.json)</translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <source>Requests as CSV (*.csv)</source>
        <translation>Anfragen als CSV (*.csv)</translation>
    </message>
    <message>
        <source>Remove from the history?</source>
        <translation>Aus dem Verlauf entfernen?</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>En&amp;tfernen</translation>
    </message>
    <message>
        <source>It can&apos;t be brought back.</source>
        <translation>Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Use as &amp;baseline</source>
        <translation>Als &amp;Bezug nehmen</translation>
    </message>
    <message>
        <source>Hold the runs against this one: in this list by their p95, ▲ slower, ▼ faster, ≈ less than 3 % apart, where what was asked and the load are the same; in the Latency tab with intervals and a verdict</source>
        <translation>Die Läufe mit diesem vergleichen: in dieser Liste nach ihrem p95, ▲ langsamer, ▼ schneller, ≈ weniger als 3 % auseinander, wo Gefragtes und Last dieselben sind; im Reiter Latenz mit Intervallen und Urteil</translation>
    </message>
</context>
<context>
    <name>fiftyfold::HistoryWording</name>
    <message>
        <source>d MMMM</source>
        <comment>a day of this year</comment>
        <translation>d. MMMM</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <translation>Heute, %1</translation>
    </message>
    <message>
        <source>Yesterday, %1</source>
        <translation>Gestern, %1</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>a day</comment>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>%1/s held</source>
        <translation>%1/s gehalten</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Bezug</translation>
    </message>
    <message>
        <source>p95 %1 against the baseline</source>
        <translation>p95 %1 gegenüber dem Bezug</translation>
    </message>
    <message>
        <source>certificates not verified</source>
        <translation>Zertifikate nicht geprüft</translation>
    </message>
</context>
<context>
    <name>fiftyfold::KeptComparison</name>
    <message>
        <source>It can&apos;t be run again from here: its plan has secrets in it, which are kept nowhere.</source>
        <translation>Von hier aus nicht noch einmal möglich: Im Plan sind Geheimnisse, die nirgends aufbewahrt werden.</translation>
    </message>
    <message>
        <source>It can&apos;t be run again from here: of the body that was sent, the size alone is kept.</source>
        <translation>Von hier aus nicht noch einmal möglich: Vom gesendeten Inhalt ist nur die Größe aufbewahrt.</translation>
    </message>
    <message>
        <source>It can&apos;t be run again from here: its requests are in a file, which may be another by now. Choose the file under Requests… in the main window.</source>
        <translation>Von hier aus nicht noch einmal möglich: Die Anfragen stehen in einer Datei, die inzwischen eine andere sein kann. Die Datei im Hauptfenster unter „Anfragen …“ wählen.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Latency</name>
    <message>
        <source>response time</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>service time</source>
        <translation>Bedienzeit</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>Verzug</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>No response yet</source>
        <translation>Noch keine Antwort</translation>
    </message>
    <message>
        <source>%1: p50 %2, p99 %3, %4 responses</source>
        <translation>%1: p50 %2, p99 %3, %4 Antworten</translation>
    </message>
    <message>
        <source>%1: p50 %2, p99 %3</source>
        <translation>%1: p50 %2, p99 %3</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LatencyChart</name>
    <message>
        <source>Response time over time</source>
        <translation>Antwortzeit im Verlauf</translation>
    </message>
    <message>
        <source>due</source>
        <translation>fällig</translation>
    </message>
    <message>
        <source>began</source>
        <translation>begonnen</translation>
    </message>
    <message>
        <source>response</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>lag</source>
        <translation>Verzug</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Bedienzeit</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>Request %1</source>
        <translation>Anfrage %1</translation>
    </message>
    <message>
        <source>request	time (ms)	response (ms)	service (ms)	outcome</source>
        <translation>Anfrage	Zeit (ms)	Antwortzeit (ms)	Bedienzeit (ms)	Ausgang</translation>
    </message>
    <message>
        <source>from (ms)	to (ms)	done	failed	response p50 (ms)	p95	p99</source>
        <translation>von (ms)	bis (ms)	fertig	gescheitert	Antwortzeit p50 (ms)	p95	p99</translation>
    </message>
    <message>
        <source>responses</source>
        <translation>Antworten</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LatencyPage</name>
    <message>
        <source>Scale of response times over time</source>
        <translation>Skala der Antwortzeiten im Verlauf</translation>
    </message>
    <message>
        <source>Response time over time</source>
        <translation>Antwortzeit im Verlauf</translation>
    </message>
    <message>
        <source>Scale of percentiles</source>
        <translation>Skala der Perzentile</translation>
    </message>
    <message>
        <source>Percentiles</source>
        <translation>Perzentile</translation>
    </message>
    <message>
        <source>Time in the histogram</source>
        <translation>Zeit im Histogramm</translation>
    </message>
    <message>
        <source>count, log</source>
        <translation>Anzahl, log.</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>In figures</source>
        <translation>In Zahlen</translation>
    </message>
    <message>
        <source>picked: %1</source>
        <translation>ausgewählt: %1</translation>
    </message>
    <message>
        <source>response, at its due time</source>
        <translation>Antwortzeit, bei der Fälligkeit</translation>
    </message>
    <message>
        <source>response, at its start</source>
        <translation>Antwortzeit, beim Beginn</translation>
    </message>
    <message>
        <source>response</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Bedienzeit</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>picked: none</source>
        <translation>ausgewählt: keine</translation>
    </message>
    <message>
        <source>Percentiles in figures</source>
        <translation>Perzentile in Zahlen</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Bezug</translation>
    </message>
    <message>
        <source>Baseline: %1</source>
        <translation>Bezug: %1</translation>
    </message>
    <message>
        <source>No run yet: how long each request takes will be shown here.</source>
        <translation>Noch kein Lauf: Wie lange jede Anfrage dauert, wird hier gezeigt.</translation>
    </message>
    <message>
        <source>This run tells nothing of each request.</source>
        <translation>Dieser Lauf sagt von den einzelnen Anfragen nichts.</translation>
    </message>
    <message>
        <source>No request is done, and none has failed.</source>
        <translation>Keine Anfrage ist fertig, und keine ist gescheitert.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadCurve</name>
    <message>
        <source>The load over time</source>
        <translation>Die Last im Verlauf</translation>
    </message>
    <message>
        <source>lanes, until all have ended</source>
        <translation>Spuren, bis alle zu Ende sind</translation>
    </message>
    <message>
        <source>per second, over %1</source>
        <translation>je Sekunde, über %1</translation>
    </message>
    <message>
        <source>lanes, over %1</source>
        <translation>Spuren, über %1</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadDialog</name>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>&amp;Closed</source>
        <translation>&amp;Geschlossen</translation>
    </message>
    <message>
        <source>Closed load</source>
        <translation>Geschlossene Last</translation>
    </message>
    <message>
        <source>a request begins as soon as a lane is free: the server sets the pace</source>
        <translation>Eine Anfrage beginnt, sobald eine Spur frei ist: Der Server bestimmt das Tempo</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>&amp;Offen</translation>
    </message>
    <message>
        <source>Open load</source>
        <translation>Offene Last</translation>
    </message>
    <message>
        <source>requests become due at a rate, whether a lane is free or not: as the public arrives</source>
        <translation>Anfragen werden nach einer Rate fällig, ob eine Spur frei ist oder nicht: wie Besucher kommen</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
    <message>
        <source>Re&amp;quests</source>
        <translation>An&amp;fragen</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>How many requests to send in all. Left empty: 50, or with a duration as many as there is time for</source>
        <translation>Wie viele Anfragen insgesamt gesendet werden. Leer: 50, oder mit einer Dauer so viele, wie Zeit ist</translation>
    </message>
    <message>
        <source>A&amp;t once</source>
        <translation>Gl&amp;eichzeitig</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>How many requests may be in flight at the same time. Left empty: all of them, 256 at most</source>
        <translation>Wie viele Anfragen gleichzeitig unterwegs sein dürfen. Leer: alle, höchstens 256</translation>
    </message>
    <message>
        <source>Ramp-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>Lanes open one after the other over this time: 250ms, 10s, 2m</source>
        <translation>Die Spuren öffnen sich nacheinander über diese Zeit: 250ms, 10s, 2m</translation>
    </message>
    <message>
        <source>all at first</source>
        <translation>alle zu Beginn</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>&amp;Arrivals</source>
        <translation>&amp;Ankünfte</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>e&amp;ven</source>
        <translation>gleic&amp;hmäßig</translation>
    </message>
    <message>
        <source>Even arrivals</source>
        <translation>Gleichmäßige Ankünfte</translation>
    </message>
    <message>
        <source>At the same distance from one another</source>
        <translation>Im gleichen Abstand voneinander</translation>
    </message>
    <message>
        <source>&amp;Poisson</source>
        <translation>&amp;Poisson</translation>
    </message>
    <message>
        <source>Poisson arrivals</source>
        <translation>Poisson-Ankünfte</translation>
    </message>
    <message>
        <source>At random, as a public comes: each without regard to the others</source>
        <translation>Zufällig, wie Besucher kommen: jeder ohne Rücksicht auf die anderen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>A whole number: the same one gives the same instants</source>
        <translation>Eine ganze Zahl: dieselbe gibt dieselben Zeitpunkte</translation>
    </message>
    <message>
        <source>At once, most in flight</source>
        <translation>Gleichzeitig, höchstens unterwegs</translation>
    </message>
    <message>
        <source>Most requests in flight. Left empty: 1,024. One that is due while all lanes are busy waits, and that is its lag</source>
        <translation>Die meisten Anfragen unterwegs. Leer: 1.024. Eine, die fällig ist, während alle Spuren belegt sind, wartet, und das ist ihr Verzug</translation>
    </message>
    <message>
        <source>Requests at most</source>
        <translation>Höchstens Anfragen</translation>
    </message>
    <message>
        <source>How many requests at most. Left empty: as many as become due, or 50 where nothing else ends the run</source>
        <translation>Wie viele Anfragen höchstens. Leer: so viele, wie fällig werden, oder 50, wo sonst nichts den Lauf beendet</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>&amp;Duration</source>
        <translation>&amp;Dauer</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>For how long requests begin: 250ms, 10s, 2m</source>
        <translation>Wie lange Anfragen beginnen: 250ms, 10s, 2m</translation>
    </message>
    <message>
        <source>Dra&amp;in</source>
        <translation>Nachla&amp;uf</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Nachlauf</translation>
    </message>
    <message>
        <source>How long what is under way at the end may still take; then it is cancelled: 250ms, 10s, 2m</source>
        <translation>Wie lange am Ende noch dauern darf, was unterwegs ist; dann wird es abgebrochen: 250ms, 10s, 2m</translation>
    </message>
    <message>
        <source>&amp;Warm-up</source>
        <translation>Auf&amp;wärmen</translation>
    </message>
    <message>
        <source>Warm-up requests</source>
        <translation>Anfragen zum Aufwärmen</translation>
    </message>
    <message>
        <source>Requests before the clock starts; they are in no figure</source>
        <translation>Anfragen, bevor die Uhr läuft; sie stehen in keiner Zahl</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Schwellwerte</translation>
    </message>
    <message>
        <source>What is wrong with this load</source>
        <translation>Was an dieser Last nicht stimmt</translation>
    </message>
    <message>
        <source>The same in the terminal</source>
        <translation>Dasselbe im Terminal</translation>
    </message>
    <message>
        <source>Defau&amp;lts</source>
        <translation>Vorga&amp;ben</translation>
    </message>
    <message>
        <source> request</source>
        <translation> Anfrage</translation>
    </message>
    <message>
        <source> requests</source>
        <translation> Anfragen</translation>
    </message>
    <message>
        <source>%1, the pieces’ sum</source>
        <translation>%1, die Summe der Stücke</translation>
    </message>
    <message>
        <source>until all have ended</source>
        <translation>bis alle zu Ende sind</translation>
    </message>
    <message>
        <source>as time allows</source>
        <translation>so lange die Zeit reicht</translation>
    </message>
    <message>
        <source>all that are due</source>
        <translation>alle, die fällig sind</translation>
    </message>
    <message>
        <source>Ram&amp;p-up</source>
        <translation>An&amp;lauf</translation>
    </message>
    <message>
        <source>&amp;Seed</source>
        <translation>&amp;Startwert</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadFigureWording</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>lag p99 %1</source>
        <translation>Verzug p99 %1</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>p99.9: %1%2.</source>
        <translation>p99.9: %1%2.</translation>
    </message>
    <message>
        <source>fell behind</source>
        <translation>blieb zurück</translation>
    </message>
    <message>
        <source>too few lanes</source>
        <translation>zu wenige Spuren</translation>
    </message>
    <message>
        <source>kept up</source>
        <translation>kam mit</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>bisher</translation>
    </message>
    <message>
        <source>%1 at once · %2 wanted</source>
        <translation>%1 gleichzeitig · %2 nötig</translation>
    </message>
    <message>
        <source>too few lanes so far</source>
        <translation>bisher zu wenige Spuren</translation>
    </message>
    <message>
        <source>the client fell behind so far</source>
        <translation>der Client blieb bisher zurück</translation>
    </message>
    <message>
        <source>too few lanes, %1 wanted</source>
        <translation>zu wenige Spuren, %1 nötig</translation>
    </message>
    <message>
        <source>the client fell behind, %1</source>
        <translation>der Client blieb zurück, %1</translation>
    </message>
    <message>
        <source>max %1</source>
        <translation>max %1</translation>
    </message>
    <message>
        <source>%1 of rate</source>
        <translation>%1 der Rate</translation>
    </message>
    <message>
        <source>CPU %1 busy</source>
        <translation>CPU %1 belegt</translation>
    </message>
    <message>
        <source>%1/%2 lanes</source>
        <translation>%1/%2 Spuren</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadHealth</name>
    <message>
        <source>%1 of %2 asked, lag p99 %3</source>
        <translation>%1 von verlangten %2, Verzug p99 %3</translation>
    </message>
    <message>
        <source>The client fell behind (%1): the figures are of a lower load than was asked for. Ask for a lower rate, or give it more processors.</source>
        <translation>Der Client blieb zurück (%1): Die Zahlen gelten für eine geringere Last als die verlangte. Eine niedrigere Rate verlangen, oder ihm mehr Prozessoren geben.</translation>
    </message>
    <message>
        <source>The client kept up (%1).</source>
        <translation>Der Client kam mit (%1).</translation>
    </message>
    <message>
        <source>The client fell behind (%1): its processors had no time left, which is in the figures. Ask for a lower rate, or give it more processors.</source>
        <translation>Der Client blieb zurück (%1): Seine Prozessoren hatten keine Zeit übrig, was in den Zahlen steckt. Eine niedrigere Rate verlangen, oder ihm mehr Prozessoren geben.</translation>
    </message>
    <message>
        <source>The client fell behind (%1): requests went out late, which is in their response times. Ask for a lower rate, or give it more processors.</source>
        <translation>Der Client blieb zurück (%1): Anfragen gingen zu spät hinaus, was in ihren Antwortzeiten steckt. Eine niedrigere Rate verlangen, oder ihm mehr Prozessoren geben.</translation>
    </message>
    <message>
        <source>Too few lanes for this rate (%1): with %2 at once requests waited for a free one; %3 would have done. %4</source>
        <translation>Zu wenige Spuren für diese Rate (%1): Bei %2 gleichzeitig warteten Anfragen auf eine freie; %3 hätten genügt. %4</translation>
    </message>
    <message>
        <source>Choose another --strategy, as %1 has one lane.</source>
        <translation>Eine andere --strategy wählen, denn %1 hat eine Spur.</translation>
    </message>
    <message>
        <source>Set --at-once to %1 or more.</source>
        <translation>--at-once auf %1 oder mehr setzen.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadLabel</name>
    <message>
        <source>How late the window&apos;s event loop comes round, its longest block in this run, and the processor time that the program uses: 100 % is one core all the time, 200 % two</source>
        <translation>Wie spät die Ereignisschleife des Fensters herumkommt, ihr längster Stillstand in diesem Lauf, und die Prozessorzeit des Programms: 100 % ist ein Kern die ganze Zeit, 200 % sind zwei</translation>
    </message>
    <message>
        <source>event loop lag %1 ms · longest %2 ms · cpu %3</source>
        <translation>Verzug der Ereignisschleife %1 ms · längster %2 ms · CPU %3</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadWording</name>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 Anfragen</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>about %1 requests become due in %2</source>
        <translation>etwa %1 Anfragen werden fällig in %2</translation>
    </message>
    <message>
        <source>1 request becomes due in %1</source>
        <translation>1 Anfrage wird fällig in %1</translation>
    </message>
    <message>
        <source>%1 requests become due in %2</source>
        <translation>%1 Anfragen werden fällig in %2</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>requests for %1</source>
        <translation>Anfragen für %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>%1, %2 at most</source>
        <translation>%1, höchstens %2</translation>
    </message>
    <message>
        <source>%1, %2 at once</source>
        <translation>%1, %2 gleichzeitig</translation>
    </message>
    <message>
        <source>for %1, %2 at once</source>
        <translation>für %1, %2 gleichzeitig</translation>
    </message>
    <message>
        <source>%1, one after the other</source>
        <translation>%1, eine nach der anderen</translation>
    </message>
    <message>
        <source>%1, each as a lane is free</source>
        <translation>%1, jede, sobald eine Spur frei ist</translation>
    </message>
    <message>
        <source>1 lane does</source>
        <translation>1 Spur genügt</translation>
    </message>
    <message>
        <source>%1 lanes do</source>
        <translation>%1 Spuren genügen</translation>
    </message>
    <message>
        <source>as many as %1</source>
        <translation>bis zu %1</translation>
    </message>
    <message>
        <source>%1 at most</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LogModel</name>
    <message>
        <source>left the queue, lane %1</source>
        <translation>aus der Warteschlange, Spur %1</translation>
    </message>
    <message>
        <source>name resolved</source>
        <translation>Name aufgelöst</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>verbunden</translation>
    </message>
    <message>
        <source>TLS ready</source>
        <translation>TLS bereit</translation>
    </message>
    <message>
        <source>request sent</source>
        <translation>Anfrage gesendet</translation>
    </message>
    <message>
        <source>reply begun</source>
        <translation>Antwort begonnen</translation>
    </message>
    <message>
        <source>received</source>
        <translation>empfangen</translation>
    </message>
    <message>
        <source>wrapped</source>
        <translation>verpackt</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>deleted %1</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message>
        <source>replied %1</source>
        <translation>%1 geantwortet</translation>
    </message>
    <message>
        <source>new connection</source>
        <translation>neue Verbindung</translation>
    </message>
    <message>
        <source>connection reused</source>
        <translation>Verbindung wiederverwendet</translation>
    </message>
    <message>
        <source>after one retry</source>
        <translation>nach einer Wiederholung</translation>
    </message>
    <message>
        <source>after %1 retries</source>
        <translation>nach %1 Wiederholungen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>gescheitert: %1</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
<context>
    <name>fiftyfold::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter the log by text</source>
        <translation>Das Protokoll nach Text filtern</translation>
    </message>
    <message>
        <source>Show only lines that contain this text, such as #38 or saved (Ctrl+F)</source>
        <translation>Nur Zeilen mit diesem Text zeigen, etwa #38 oder saved (Strg+F)</translation>
    </message>
    <message>
        <source>Level of the log</source>
        <translation>Stufe des Protokolls</translation>
    </message>
    <message>
        <source>How much the log shows</source>
        <translation>Wie viel das Protokoll zeigt</translation>
    </message>
    <message>
        <source>All steps</source>
        <translation>Alle Schritte</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>Ausgänge</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Scroll the log</source>
        <translation>Das Protokoll scrollen</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>the last %1 lines; %2 older ones are gone</source>
        <translation>die letzten %1 Zeilen; %2 ältere sind fort</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Festhalten</translation>
    </message>
    <message>
        <source>Hold the log</source>
        <translation>Das Protokoll festhalten</translation>
    </message>
    <message>
        <source>No line comes or goes until it is let go. So it is too while you look at older lines, or have chosen one.</source>
        <translation>Keine Zeile kommt oder geht, bis es weiterläuft. So auch, solange ältere Zeilen im Blick sind oder eine gewählt ist.</translation>
    </message>
    <message>
        <source>held; %1 newer lines</source>
        <translation>festgehalten; %1 neuere Zeilen</translation>
    </message>
</context>
<context>
    <name>fiftyfold::MainWindow</name>
    <message>
        <source>Fiftyfold</source>
        <translation>Fiftyfold</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>La&amp;uf</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation>Ctrl+Q</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>&amp;Find in log</source>
        <translation>Im &amp;Protokoll suchen</translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation>Ctrl+F</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Ctrl++</source>
        <translation>Ctrl++</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Ctrl+-</source>
        <translation>Ctrl+-</translation>
    </message>
    <message>
        <source>&amp;Fit the whole run</source>
        <translation>Ganzen Lauf &amp;einpassen</translation>
    </message>
    <message>
        <source>Ctrl+0</source>
        <translation>Ctrl+0</translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation>Einzelhei&amp;ten</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>&amp;Protokoll</translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation>&amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Send the requests</source>
        <translation>Die Anfragen senden</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Cancel what is open and remove its files</source>
        <translation>Abbrechen, was offen ist, und seine Dateien entfernen</translation>
    </message>
    <message>
        <source>&amp;Compare…</source>
        <translation>&amp;Vergleichen …</translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation>Ctrl+K</translation>
    </message>
    <message>
        <source>Run this plan under several strategies and see how many times as fast each is</source>
        <translation>Diesen Plan unter mehreren Strategien ausführen und sehen, wievielmal so schnell jede ist</translation>
    </message>
    <message>
        <source>Go to the &amp;URL</source>
        <translation>Zur &amp;URL</translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation>Ctrl+L</translation>
    </message>
    <message>
        <source>&amp;Load…</source>
        <translation>&amp;Last …</translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation>Ctrl+D</translation>
    </message>
    <message>
        <source>Re&amp;quests…</source>
        <translation>An&amp;fragen …</translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation>Ctrl+T</translation>
    </message>
    <message>
        <source>&amp;More options…</source>
        <translation>&amp;Weitere Optionen …</translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation>Ctrl+M</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>&amp;About Fiftyfold</source>
        <translation>&amp;Über Fiftyfold</translation>
    </message>
    <message>
        <source>the practice server, which is built in</source>
        <translation>an den eingebauten Übungsserver</translation>
    </message>
    <message>
        <source>Press Run (F5): %1, to %2.</source>
        <translation>Starten drücken (F5): %1, %2.</translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation>Stand des Laufs</translation>
    </message>
    <message>
        <source>The command was not taken over. %1</source>
        <translation>Der Befehl wurde nicht übernommen. %1</translation>
    </message>
    <message>
        <source>The request of the curl command was taken over: %1 %2.</source>
        <translation>Die Anfrage des curl-Befehls wurde übernommen: %1 %2.</translation>
    </message>
    <message>
        <source>Copy the selected rows, log lines or text</source>
        <translation>Die gewählten Zeilen der Tabelle, des Protokolls oder Text kopieren</translation>
    </message>
    <message>
        <source>Find re&amp;quests</source>
        <translation>Anfragen &amp;suchen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+F</source>
        <translation>Ctrl+Shift+F</translation>
    </message>
    <message>
        <source>&amp;Next failed request</source>
        <translation>&amp;Nächste gescheiterte Anfrage</translation>
    </message>
    <message>
        <source>F8</source>
        <translation>F8</translation>
    </message>
    <message>
        <source>&amp;Previous failed request</source>
        <translation>&amp;Vorige gescheiterte Anfrage</translation>
    </message>
    <message>
        <source>Shift+F8</source>
        <translation>Shift+F8</translation>
    </message>
    <message>
        <source>Quit Fiftyfold?</source>
        <translation>Fiftyfold beenden?</translation>
    </message>
    <message>
        <source>&amp;Stop and quit</source>
        <translation>An&amp;halten und beenden</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weitermachen</translation>
    </message>
    <message>
        <source>A run is under way: %1, of which %2 have ended.</source>
        <translation>Ein Lauf ist im Gange: %1, davon sind %2 zu Ende.</translation>
    </message>
    <message>
        <source>It would be stopped, and what it has measured lost.</source>
        <translation>Er würde angehalten, und was er gemessen hat, ginge verloren.</translation>
    </message>
    <message>
        <source>A comparison is under way in its window: %1.</source>
        <translation>In seinem Fenster ist ein Vergleich im Gange: %1.</translation>
    </message>
    <message>
        <source>A file is being written. The window closes when it is there.</source>
        <translation>Eine Datei wird geschrieben. Das Fenster schließt sich, wenn sie da ist.</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Ctrl+O</source>
        <translation>Ctrl+O</translation>
    </message>
    <message>
        <source>Show a run that was kept, or the file of another program</source>
        <translation>Einen aufbewahrten Lauf zeigen, oder die Datei eines anderen Programms</translation>
    </message>
    <message>
        <source>&amp;Save run as…</source>
        <translation>Lauf &amp;speichern unter …</translation>
    </message>
    <message>
        <source>Ctrl+S</source>
        <translation>Ctrl+S</translation>
    </message>
    <message>
        <source>Keep the run that is shown, with all its requests</source>
        <translation>Den gezeigten Lauf speichern, mit allen seinen Anfragen</translation>
    </message>
    <message>
        <source>%1 – Fiftyfold</source>
        <translation>%1 – Fiftyfold</translation>
    </message>
    <message>
        <source>%1 tells figures, and nothing of each request.</source>
        <translation>%1 nennt Zahlen, und von den einzelnen Anfragen nichts.</translation>
    </message>
    <message>
        <source>&amp;History</source>
        <translation>&amp;Verlauf</translation>
    </message>
    <message>
        <source>Ctrl+H</source>
        <translation>Ctrl+H</translation>
    </message>
    <message>
        <source>Earlier runs and comparisons, to be opened again</source>
        <translation>Frühere Läufe und Vergleiche, die sich wieder öffnen lassen</translation>
    </message>
    <message>
        <source>Ctrl+Shift+H</source>
        <translation>Ctrl+Shift+H</translation>
    </message>
    <message>
        <source>&amp;Keep runs in the history</source>
        <translation>Läufe im Verlauf auf&amp;bewahren</translation>
    </message>
    <message>
        <source>Something is being measured, which this would disturb: wait for its end.</source>
        <translation>Gerade wird gemessen, und das würde dabei stören: erst das Ende abwarten.</translation>
    </message>
    <message>
        <source>Ctrl+B</source>
        <translation>Ctrl+B</translation>
    </message>
    <message>
        <source>Hold runs against a record, or against the file of another program</source>
        <translation>Läufe mit einer Aufzeichnung vergleichen, oder mit der Datei eines anderen Programms</translation>
    </message>
    <message>
        <source>Against %1, %2</source>
        <translation>Gegen %1, %2</translation>
    </message>
    <message>
        <source>Compare with a record</source>
        <translation>Mit einer Aufzeichnung vergleichen</translation>
    </message>
    <message>
        <source>It would be stopped and can&apos;t go on from there. What it has measured stays in the history.</source>
        <translation>Das würde angehalten und kann von da nicht weitergehen. Was gemessen ist, bleibt im Verlauf.</translation>
    </message>
    <message>
        <source>A search for capacity is under way in its window: %1.</source>
        <translation>In ihrem Fenster ist eine Suche nach der Kapazität im Gange: %1.</translation>
    </message>
    <message>
        <source>What is asked are the targets of %1, not a URL of its own.</source>
        <translation>Angefragt werden die Ziele von %1, keine eigene URL.</translation>
    </message>
    <message>
        <source>&amp;Ask one URL</source>
        <translation>Eine URL anfra&amp;gen</translation>
    </message>
    <message>
        <source>Si&amp;ze of the history…</source>
        <translation>Größe des Verlauf&amp;s …</translation>
    </message>
    <message>
        <source>Size of the history</source>
        <translation>Größe des Verlaufs</translation>
    </message>
    <message>
        <source>What the requests of all runs may take, such as 500MiB or 2GiB.
Where it is more, those of the oldest runs go that are not pinned; figures stay.</source>
        <translation>Was die Anfragen aller Läufe einnehmen dürfen, etwa 500MiB oder 2GiB.
Ist es mehr, gehen die der ältesten Läufe, die nicht angeheftet sind; die Zahlen bleiben.</translation>
    </message>
    <message>
        <source>The size of the history should be one such as 500MiB or 2GiB, and is &quot;%1&quot;.</source>
        <translation>Die Größe des Verlaufs sollte eine wie 500MiB oder 2GiB sein und ist „%1“.</translation>
    </message>
    <message>
        <source>Make the history smaller?</source>
        <translation>Den Verlauf verkleinern?</translation>
    </message>
    <message>
        <source>The requests of its runs may take %1 then.</source>
        <translation>Die Anfragen seiner Läufe dürfen dann %1 einnehmen.</translation>
    </message>
    <message>
        <source>What goes can&apos;t be brought back; figures stay.</source>
        <translation>Was geht, lässt sich nicht zurückholen; die Zahlen bleiben.</translation>
    </message>
    <message>
        <source>Make it &amp;smaller</source>
        <translation>&amp;Verkleinern</translation>
    </message>
    <message>
        <source>Compare &amp;with a record…</source>
        <translation>Mit einer &amp;Aufzeichnung vergleichen …</translation>
    </message>
    <message>
        <source>Fi&amp;gures</source>
        <translation>&amp;Zahlen</translation>
    </message>
    <message>
        <source>Find in hi&amp;story</source>
        <translation>Im Ver&amp;lauf suchen</translation>
    </message>
    <message>
        <source>Ru&amp;n</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Un&amp;do</source>
        <translation>Rüc&amp;kgängig</translation>
    </message>
</context>
<context>
    <name>fiftyfold::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Hide this message</source>
        <translation>Diese Meldung ausblenden</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Notice</name>
    <message>
        <source>TLS certificates were not verified (--insecure).</source>
        <translation>TLS-Zertifikate wurden nicht geprüft (--insecure).</translation>
    </message>
    <message>
        <source>The program stood still for a while during this run: do not trust its figures, run it again.</source>
        <translation>Das Programm stand während dieses Laufs eine Weile still: Seinen Zahlen ist nicht zu trauen, noch einmal laufen lassen.</translation>
    </message>
    <message>
        <source>At once was lowered from %1 to %2</source>
        <translation>„Gleichzeitig“ wurde von %1 auf %2 gesenkt</translation>
    </message>
    <message>
        <source>Engine threads were lowered from %1 to %2</source>
        <translation>Die Engine-Threads wurden von %1 auf %2 gesenkt</translation>
    </message>
    <message>
        <source>At once was lowered from %1 to %2, and engine threads were lowered from %3 to %4</source>
        <translation>„Gleichzeitig“ wurde von %1 auf %2 gesenkt, und die Engine-Threads von %3 auf %4</translation>
    </message>
    <message>
        <source>For all that is compared, at once was lowered from %1 to %2</source>
        <translation>Für alles, was verglichen wird, wurde „Gleichzeitig“ von %1 auf %2 gesenkt</translation>
    </message>
    <message>
        <source>For all that is compared, engine threads were lowered from %1 to %2</source>
        <translation>Für alles, was verglichen wird, wurden die Engine-Threads von %1 auf %2 gesenkt</translation>
    </message>
    <message>
        <source>For all that is compared, at once was lowered from %1 to %2, and engine threads were lowered from %3 to %4</source>
        <translation>Für alles, was verglichen wird, wurde „Gleichzeitig“ von %1 auf %2 gesenkt, und die Engine-Threads von %3 auf %4</translation>
    </message>
    <message>
        <source>this process may open %1 files only</source>
        <translation>Dieser Prozess darf nur %1 Dateien öffnen</translation>
    </message>
    <message>
        <source>each process may open %1 files only</source>
        <translation>Jeder Prozess darf nur %1 Dateien öffnen</translation>
    </message>
    <message>
        <source>the system has as many files open as it may</source>
        <translation>Das System hat so viele Dateien offen, wie es darf</translation>
    </message>
    <message>
        <source>its control group may have %1 processes and threads at once</source>
        <translation>Seine Kontrollgruppe darf %1 Prozesse und Threads gleichzeitig haben</translation>
    </message>
    <message>
        <source>this user may have %1 processes and threads at once</source>
        <translation>Dieser Benutzer darf %1 Prozesse und Threads gleichzeitig haben</translation>
    </message>
    <message>
        <source>the system may have %1 threads at once</source>
        <translation>Das System darf %1 Threads gleichzeitig haben</translation>
    </message>
    <message>
        <source>this process may have %1 MB of address space</source>
        <translation>Dieser Prozess darf %1 MB Adressraum haben</translation>
    </message>
    <message>
        <source>Raise the limit with &quot;ulimit -n&quot;.</source>
        <translation>Mit „ulimit -n“ lässt sich die Grenze anheben.</translation>
    </message>
    <message>
        <source>Raise the limit with &quot;ulimit -n&quot; to have more in flight.</source>
        <translation>Mit „ulimit -n“ lässt sich die Grenze anheben, um mehr gleichzeitig unterwegs zu haben.</translation>
    </message>
    <message>
        <source>Raise fs.file-max, or end some programs.</source>
        <translation>fs.file-max anheben, oder einige Programme beenden.</translation>
    </message>
    <message>
        <source>Raise the group&apos;s pids.max (TasksMax of a systemd unit, --pids-limit of a container), or end some of its programs.</source>
        <translation>pids.max der Gruppe anheben (TasksMax einer systemd-Unit, --pids-limit eines Containers), oder einige ihrer Programme beenden.</translation>
    </message>
    <message>
        <source>Raise the limit with &quot;ulimit -u&quot;, or end some of the user&apos;s programs.</source>
        <translation>Mit „ulimit -u“ die Grenze anheben, oder einige Programme des Benutzers beenden.</translation>
    </message>
    <message>
        <source>Raise kernel.threads-max, kernel.pid_max and vm.max_map_count, or end some programs.</source>
        <translation>kernel.threads-max, kernel.pid_max und vm.max_map_count anheben, oder einige Programme beenden.</translation>
    </message>
    <message>
        <source>Raise the limit with &quot;ulimit -v&quot;.</source>
        <translation>Mit „ulimit -v“ lässt sich die Grenze anheben.</translation>
    </message>
    <message>
        <source>The strategy %1 needs more open files even for a single request</source>
        <translation>Die Strategie %1 braucht schon für eine einzige Anfrage mehr offene Dateien</translation>
    </message>
    <message>
        <source>The strategy %1 over %2 needs %3 more threads and processes even for a single request, and %4 can be started</source>
        <translation>Die Strategie %1 über %2 braucht schon für eine einzige Anfrage %3 weitere Threads und Prozesse, und %4 lassen sich starten</translation>
    </message>
    <message>
        <source>The strategy %1 over %2 needs more memory even for a single request</source>
        <translation>Die Strategie %1 über %2 braucht schon für eine einzige Anfrage mehr Speicher</translation>
    </message>
    <message>
        <source>The record of %1 requests needs more memory than there is; nothing was sent. Give fewer --requests.</source>
        <translation>Die Aufzeichnung von %1 Anfragen braucht mehr Speicher, als da ist; nichts wurde gesendet. Weniger angeben: --requests.</translation>
    </message>
    <message>
        <source>%1 can&apos;t be started</source>
        <translation>%1 lässt sich nicht starten</translation>
    </message>
    <message>
        <source>%1 could not be started: the system had no thread left. Try again, or raise the limit with &quot;ulimit -u&quot;.</source>
        <translation>%1 ließ sich nicht starten: Das System hatte keinen Thread mehr. Noch einmal versuchen, oder mit „ulimit -u“ die Grenze anheben.</translation>
    </message>
    <message>
        <source>A thread for the steps</source>
        <translation>Ein Thread für die Schritte</translation>
    </message>
    <message>
        <source>The run&apos;s engine thread</source>
        <translation>Der Engine-Thread des Laufs</translation>
    </message>
    <message>
        <source>Engine thread %1 of %2</source>
        <translation>Engine-Thread %1 von %2</translation>
    </message>
    <message>
        <source>The thread that lays the ground for the runner</source>
        <translation>Der Thread, der dem Runner den Boden bereitet</translation>
    </message>
    <message>
        <source>%1 wrote on standard error: %2</source>
        <translation>%1 schrieb auf die Standardfehlerausgabe: %2</translation>
    </message>
    <message>
        <source>The strategy %1 has one lane: what is due while a request is under way waits for its end.</source>
        <translation>Die Strategie %1 hat eine einzige Spur: Was fällig wird, während eine Anfrage unterwegs ist, wartet auf deren Ende.</translation>
    </message>
    <message>
        <source>The value of {{%1}} is not there.</source>
        <translation>Der Wert von {{%1}} ist nicht da.</translation>
    </message>
    <message>
        <source>The value of {{%1}} stands in JSON without quotes around it, and is no JSON.</source>
        <translation>Der Wert von {{%1}} steht in JSON ohne Anführungszeichen darum und ist kein JSON.</translation>
    </message>
    <message>
        <source>The value of {{%1}} has a line break or another control, which no header can have.</source>
        <translation>Der Wert von {{%1}} hat einen Zeilenumbruch oder ein anderes Steuerzeichen, was in keinem Header stehen kann.</translation>
    </message>
    <message>
        <source>The runner %1 %2</source>
        <translation>Der Runner %1 %2</translation>
    </message>
    <message>
        <source>did not say within %1 that it is ready</source>
        <translation>sagte nicht innerhalb von %1, dass er bereit ist</translation>
    </message>
    <message>
        <source>said nothing for %1, longer than any request may take</source>
        <translation>sagte %1 lang nichts, länger, als eine Anfrage dauern darf</translation>
    </message>
    <message>
        <source>wrote a line of more than %1</source>
        <translation>schrieb eine Zeile von mehr als %1</translation>
    </message>
    <message>
        <source>writes faster than can be read, with %1 waiting</source>
        <translation>schreibt schneller, als sich lesen lässt, %1 warten</translation>
    </message>
    <message>
        <source>wrote what is not a line of fiftyfold.runner/1 (%1)</source>
        <translation>schrieb, was keine Zeile von fiftyfold.runner/1 ist (%1)</translation>
    </message>
    <message>
        <source>said twice that it is ready</source>
        <translation>sagte zweimal, dass er bereit ist</translation>
    </message>
    <message>
        <source>said before its start that it had finished</source>
        <translation>sagte vor seinem Start, dass er fertig sei</translation>
    </message>
    <message>
        <source>told of a request before its start</source>
        <translation>berichtete vor seinem Start von einer Anfrage</translation>
    </message>
    <message>
        <source>told of a time that has not come yet</source>
        <translation>berichtete von einer Zeit, die noch nicht gekommen ist</translation>
    </message>
    <message>
        <source>told of the same stage of a request twice</source>
        <translation>berichtete zweimal von derselben Phase einer Anfrage</translation>
    </message>
    <message>
        <source>told of more requests than it has</source>
        <translation>berichtete von mehr Anfragen, als er hat</translation>
    </message>
    <message>
        <source>told of a request that it does not have</source>
        <translation>berichtete von einer Anfrage, die er nicht hat</translation>
    </message>
    <message>
        <source>told of a request again after its outcome</source>
        <translation>berichtete noch einmal von einer Anfrage nach deren Ausgang</translation>
    </message>
    <message>
        <source>was ended by signal %1 before its start</source>
        <translation>wurde vor seinem Start durch Signal %1 beendet</translation>
    </message>
    <message>
        <source>was ended by signal %1 before it had finished</source>
        <translation>wurde durch Signal %1 beendet, bevor er fertig war</translation>
    </message>
    <message>
        <source>ended with exit code %1 before its start</source>
        <translation>endete vor seinem Start mit Exit-Code %1</translation>
    </message>
    <message>
        <source>ended with exit code %1 before it had finished</source>
        <translation>endete mit Exit-Code %1, bevor er fertig war</translation>
    </message>
    <message>
        <source>%1, in the middle of a line</source>
        <translation>%1, mitten in einer Zeile</translation>
    </message>
    <message>
        <source>The runner %1 said that it had finished, and not what became of this request</source>
        <translation>Der Runner %1 sagte, er sei fertig, und nicht, was aus dieser Anfrage wurde</translation>
    </message>
    <message>
        <source>Run it by hand to see what is wrong with it.</source>
        <translation>Ihn von Hand laufen lassen, um zu sehen, woran es liegt.</translation>
    </message>
    <message>
        <source>The command of the runner is empty: give a program, with its arguments.</source>
        <translation>Der Befehl des Runners ist leer: ein Programm mit seinen Argumenten angeben.</translation>
    </message>
    <message>
        <source>The runner&apos;s program, %1, is not in the PATH. Install it, or give its full path.</source>
        <translation>Das Programm des Runners, %1, ist nicht im PATH. Es installieren, oder seinen vollen Pfad angeben.</translation>
    </message>
    <message>
        <source>fiftyfold-cli, of which the strategy processes starts several, is not beside this program. Install Fiftyfold again, or choose another strategy.</source>
        <translation>fiftyfold-cli, von dem die Strategie processes mehrere startet, liegt nicht neben diesem Programm. Fiftyfold neu installieren, oder eine andere Strategie wählen.</translation>
    </message>
    <message>
        <source>fiftyfold-cli, which does the steps in processes of its own, is not beside this program. Install Fiftyfold again, or choose another strategy.</source>
        <translation>fiftyfold-cli, das die Schritte in eigenen Prozessen tut, liegt nicht neben diesem Programm. Fiftyfold neu installieren, oder eine andere Strategie wählen.</translation>
    </message>
    <message>
        <source>fiftyfold-cli, which works in its processes, is not beside this program. Install Fiftyfold again.</source>
        <translation>fiftyfold-cli, das in ihren Prozessen arbeitet, liegt nicht neben diesem Programm. Fiftyfold neu installieren.</translation>
    </message>
    <message>
        <source>The practice server, %1, is not beside this program. Install Fiftyfold again, or give the URL of another server.</source>
        <translation>Der Übungsserver, %1, liegt nicht neben diesem Programm. Fiftyfold neu installieren, oder die URL eines anderen Servers angeben.</translation>
    </message>
    <message>
        <source>it ended, with exit code %1</source>
        <translation>Er endete mit Exit-Code %1</translation>
    </message>
    <message>
        <source>it did not say within %1 seconds where it listens</source>
        <translation>Er sagte nicht innerhalb von %1 Sekunden, wo er lauscht</translation>
    </message>
    <message>
        <source>The runners are not in %1. Install Fiftyfold again.</source>
        <translation>Die Runner sind nicht in %1. Fiftyfold neu installieren.</translation>
    </message>
    <message>
        <source>The program %1 is not there</source>
        <translation>Das Programm %1 ist nicht da</translation>
    </message>
    <message>
        <source>Python&apos;s module %1 is not in %2</source>
        <translation>Das Python-Modul %1 ist nicht in %2</translation>
    </message>
    <message>
        <source>%1 is not in the PATH</source>
        <translation>%1 ist nicht im PATH</translation>
    </message>
    <message>
        <source>Install it with: sudo apt-get install %1</source>
        <translation>Installieren mit: sudo apt-get install %1</translation>
    </message>
    <message>
        <source>it was stopped</source>
        <translation>Es wurde angehalten</translation>
    </message>
    <message>
        <source>it took more than %1 minutes</source>
        <translation>Es dauerte länger als %1 Minuten</translation>
    </message>
    <message>
        <source>the folder %1 could not be made</source>
        <translation>Der Ordner %1 ließ sich nicht anlegen</translation>
    </message>
    <message>
        <source>the folder %1 can&apos;t be written to</source>
        <translation>In den Ordner %1 lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>the folder %1 can&apos;t be written to (%2)</source>
        <translation>In den Ordner %1 lässt sich nicht schreiben (%2)</translation>
    </message>
    <message>
        <source>it is not a folder</source>
        <translation>Das ist kein Ordner</translation>
    </message>
    <message>
        <source>there is no such folder</source>
        <translation>Einen solchen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>something removes each folder as soon as it is made</source>
        <translation>Etwas entfernt jeden Ordner, sobald er angelegt ist</translation>
    </message>
    <message>
        <source>--cacert %1 holds no certificate; it takes a file of PEM certificates.</source>
        <translation>--cacert %1 enthält kein Zertifikat; es nimmt eine Datei mit PEM-Zertifikaten.</translation>
    </message>
    <message>
        <source>--cert %1 holds no certificate; it takes a PEM file.</source>
        <translation>--cert %1 enthält kein Zertifikat; es nimmt eine PEM-Datei.</translation>
    </message>
    <message>
        <source>--key %1 holds no private key; it takes a PEM file without a passphrase.</source>
        <translation>--key %1 enthält keinen privaten Schlüssel; es nimmt eine PEM-Datei ohne Passphrase.</translation>
    </message>
    <message>
        <source>There is no memory left for the transport. Have fewer in flight with --at-once.</source>
        <translation>Für den Transport ist kein Speicher mehr da. Weniger gleichzeitig senden: --at-once.</translation>
    </message>
    <message>
        <source>The target %1 leads to a host that is neither loopback nor private, and nobody agreed to that: see --allow-remote.</source>
        <translation>Das Ziel %1 führt zu einem Host, der weder auf diesem Rechner noch privat ist, und niemand hat dem zugestimmt: siehe --allow-remote.</translation>
    </message>
    <message>
        <source>This system has not enough for it: it would have %1 at once, and engine threads: %2.</source>
        <translation>Dieses System hat dafür nicht genug: Es hätte %1 gleichzeitig, und Engine-Threads: %2.</translation>
    </message>
    <message>
        <source>It does not tell why. Run it by itself to see that.</source>
        <translation>Es sagt nicht warum. Für sich laufen lassen, um das zu sehen.</translation>
    </message>
    <message>
        <source>It says that it took no time.</source>
        <translation>Es sagt, dass es keine Zeit brauchte.</translation>
    </message>
    <message>
        <source>It ended without having answered for all of its requests.</source>
        <translation>Es endete, ohne über alle seine Anfragen Auskunft zu geben.</translation>
    </message>
    <message>
        <source>The runner %1 could not be started: %2</source>
        <translation>Der Runner %1 ließ sich nicht starten: %2</translation>
    </message>
    <message>
        <source>%1 could not be compiled: %2</source>
        <translation>%1 ließ sich nicht übersetzen: %2</translation>
    </message>
    <message>
        <source>The practice server does not run: %1. Try again, or give the URL of another server.</source>
        <translation>Der Übungsserver läuft nicht: %1. Noch einmal versuchen, oder die URL eines anderen Servers angeben.</translation>
    </message>
    <message>
        <source>Pages can&apos;t be saved in %1: %2. Give a folder that exists and can be written to with --work-dir, or set TMPDIR.</source>
        <translation>Seiten lassen sich in %1 nicht speichern: %2. Mit --work-dir einen Ordner angeben, den es gibt und in den sich schreiben lässt, oder TMPDIR setzen.</translation>
    </message>
    <message>
        <source>The run&apos;s folder, &quot;%1&quot;, can&apos;t be opened: %2.</source>
        <translation>Der Ordner des Laufs, „%1“, lässt sich nicht öffnen: %2.</translation>
    </message>
    <message>
        <source>No process for the steps can be started: %1</source>
        <translation>Kein Prozess für die Schritte lässt sich starten: %1</translation>
    </message>
    <message>
        <source>The transport can&apos;t be made ready: %1. Raise the limit with &quot;ulimit -v&quot;, or have fewer in flight with --at-once.</source>
        <translation>Der Transport lässt sich nicht vorbereiten: %1. Mit „ulimit -v“ die Grenze anheben, oder weniger gleichzeitig senden: --at-once.</translation>
    </message>
    <message>
        <source>The transport can&apos;t be made ready: %1. Have fewer in flight with --at-once.</source>
        <translation>Der Transport lässt sich nicht vorbereiten: %1. Weniger gleichzeitig senden: --at-once.</translation>
    </message>
    <message>
        <source>%1 of %2 requests failed: %3</source>
        <translation>%1 von %2 Anfragen sind gescheitert: %3</translation>
    </message>
    <message>
        <source>On standard error: </source>
        <translation>Auf der Standardfehlerausgabe: </translation>
    </message>
    <message>
        <source>an empty body</source>
        <translation>ein leerer Inhalt</translation>
    </message>
    <message>
        <source>a body for which the expression takes too many steps</source>
        <translation>ein Inhalt, für den der Ausdruck zu viele Schritte braucht</translation>
    </message>
    <message>
        <source>no such header</source>
        <translation>kein solcher Header</translation>
    </message>
    <message>
        <source>an empty value</source>
        <translation>ein leerer Wert</translation>
    </message>
    <message>
        <source>nothing there</source>
        <translation>dort nichts</translation>
    </message>
    <message>
        <source>JSON that is cut off at byte %1</source>
        <translation>JSON, das bei Byte %1 abgeschnitten ist</translation>
    </message>
    <message>
        <source>its %1 data are damaged (%2)</source>
        <translation>Seine %1-Daten sind beschädigt (%2)</translation>
    </message>
    <message>
        <source>no JSON from byte %1 on: %2</source>
        <translation>ab Byte %1 kein JSON: %2</translation>
    </message>
    <message>
        <source>no match in its first 1 MiB, %1</source>
        <translation>kein Treffer in seinem ersten MiB, %1</translation>
    </message>
    <message>
        <source>The limits here: %1 (&quot;ulimit -u&quot;).</source>
        <translation>Die Grenzen hier: %1 („ulimit -u“).</translation>
    </message>
    <message>
        <source>The limits here: %1 (&quot;ulimit -v&quot;).</source>
        <translation>Die Grenzen hier: %1 („ulimit -v“).</translation>
    </message>
    <message>
        <source>The limits here: %1 (&quot;ulimit -u&quot;), and %2 (&quot;ulimit -v&quot;).</source>
        <translation>Die Grenzen hier: %1 („ulimit -u“) und %2 („ulimit -v“).</translation>
    </message>
    <message>
        <source>told of a lane that it does not have</source>
        <translation>berichtete von einer Spur, die er nicht hat</translation>
    </message>
</context>
<context>
    <name>fiftyfold::OpeningStrip</name>
    <message>
        <source>How far the file has been read</source>
        <translation>Wie weit die Datei gelesen ist</translation>
    </message>
    <message>
        <source>Cancel opening</source>
        <translation>Öffnen abbrechen</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
</context>
<context>
    <name>fiftyfold::PercentileChart</name>
    <message>
        <source>Percentiles</source>
        <translation>Perzentile</translation>
    </message>
    <message>
        <source>under-sampled</source>
        <translation>zu wenige</translation>
    </message>
    <message>
        <source>p%1</source>
        <translation>p%1</translation>
    </message>
    <message>
        <source>response</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Bedienzeit</translation>
    </message>
    <message>
        <source>percentile	response (ms)	service (ms)</source>
        <translation>Perzentil	Antwortzeit (ms)	Bedienzeit (ms)</translation>
    </message>
    <message>
        <source>baseline</source>
        <translation>Bezug</translation>
    </message>
    <message>
        <source>	baseline (ms)</source>
        <translation>	Bezug (ms)</translation>
    </message>
</context>
<context>
    <name>fiftyfold::PercentileModel</name>
    <message>
        <source>△ under-sampled: %1 needs %2 requests; %3 are done</source>
        <translation>△ zu wenige: %1 braucht %2 Anfragen; %3 sind fertig</translation>
    </message>
    <message>
        <source>%1 △</source>
        <translation>%1 △</translation>
    </message>
    <message>
        <source>%1, too few requests</source>
        <translation>%1, zu wenige Anfragen</translation>
    </message>
    <message>
        <source>Percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Bedienzeit</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Verzug</translation>
    </message>
</context>
<context>
    <name>fiftyfold::PieceEditor</name>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>Pieces of the rate</source>
        <translation>Stücke der Rate</translation>
    </message>
    <message>
        <source>Each piece goes evenly from one rate to the other: 0/s, 200/s, 30/m; for 250ms, 10s, 2m. Type into a cell, or press F2</source>
        <translation>Jedes Stück geht gleichmäßig von einer Rate zur anderen: 0/s, 200/s, 30/m; für 250ms, 10s, 2m. In eine Zelle tippen, oder F2 drücken</translation>
    </message>
    <message>
        <source>Add a piece after the selected one</source>
        <translation>Ein Stück nach dem gewählten hinzufügen</translation>
    </message>
    <message>
        <source>Remove the selected piece</source>
        <translation>Das gewählte Stück entfernen</translation>
    </message>
    <message>
        <source>Move the selected piece up</source>
        <translation>Das gewählte Stück nach oben</translation>
    </message>
    <message>
        <source>Move the selected piece down</source>
        <translation>Das gewählte Stück nach unten</translation>
    </message>
</context>
<context>
    <name>fiftyfold::PlanDialog</name>
    <message>
        <source>More options</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>Groups of options</source>
        <translation>Gruppen von Optionen</translation>
    </message>
    <message>
        <source>&amp;Limits</source>
        <translation>&amp;Grenzen</translation>
    </message>
    <message>
        <source>&amp;Timeout</source>
        <translation>Zei&amp;tlimit</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Absolute deadline of one request, from its first stage to its last byte: 250ms, 10s, 2m</source>
        <translation>Äußerste Frist einer Anfrage, von der ersten Phase bis zum letzten Byte: 250ms, 10s, 2m</translation>
    </message>
    <message>
        <source>Conn&amp;ect timeout</source>
        <translation>Zeitlimit zum &amp;Verbinden</translation>
    </message>
    <message>
        <source>Connect timeout</source>
        <translation>Zeitlimit zum Verbinden</translation>
    </message>
    <message>
        <source>For name lookup, connecting and TLS together: 250ms, 5s, 1m</source>
        <translation>Für Namensauflösung, Verbindungsaufbau und TLS zusammen: 250ms, 5s, 1m</translation>
    </message>
    <message>
        <source>Largest &amp;reply</source>
        <translation>Größte &amp;Antwort</translation>
    </message>
    <message>
        <source>Largest reply</source>
        <translation>Größte Antwort</translation>
    </message>
    <message>
        <source>A larger reply fails: 64KiB, 16MiB, 1GiB</source>
        <translation>Eine größere Antwort scheitert: 64KiB, 16MiB, 1GiB</translation>
    </message>
    <message>
        <source>Success &amp;means status</source>
        <translation>&amp;Erfolg heißt Status</translation>
    </message>
    <message>
        <source>Success means status</source>
        <translation>Erfolg heißt Status</translation>
    </message>
    <message>
        <source>Status codes that count as success: 200-399,404</source>
        <translation>Statuscodes, die als Erfolg zählen: 200-399,404</translation>
    </message>
    <message>
        <source>Follow re&amp;directs</source>
        <translation>Umleitungen &amp;folgen</translation>
    </message>
    <message>
        <source>none: a redirect is the answer</source>
        <translation>keiner: Eine Umleitung ist die Antwort</translation>
    </message>
    <message>
        <source>Follow redirects</source>
        <translation>Umleitungen folgen</translation>
    </message>
    <message>
        <source>How many redirects to follow, one after the other</source>
        <translation>Wie vielen Umleitungen nacheinander zu folgen ist</translation>
    </message>
    <message>
        <source>Chec&amp;ks, one to a line</source>
        <translation>&amp;Prüfungen, je Zeile eine</translation>
    </message>
    <message>
        <source>json /ok = true
within 200ms</source>
        <translation>json /ok = true
within 200ms</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>What a reply must be to count as done: body contains TEXT, body matches REGEX, header NAME contains TEXT, json /pointer = VALUE, size 10..20000, within 200ms</source>
        <translation>Was eine Antwort sein muss, um als fertig zu zählen: body contains TEXT, body matches REGEX, header NAME contains TEXT, json /pointer = WERT, size 10..20000, within 200ms</translation>
    </message>
    <message>
        <source>&amp;Steps and files</source>
        <translation>&amp;Schritte und Dateien</translation>
    </message>
    <message>
        <source>Ste&amp;ps</source>
        <translation>Schri&amp;tte</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>What happens to each reply</source>
        <translation>Was mit jeder Antwort geschieht</translation>
    </message>
    <message>
        <source>Fetch only</source>
        <translation>Nur holen</translation>
    </message>
    <message>
        <source>Fetch and wrap in HTML</source>
        <translation>Holen und in HTML verpacken</translation>
    </message>
    <message>
        <source>Fetch, wrap in HTML and save to a file</source>
        <translation>Holen, in HTML verpacken und in eine Datei speichern</translation>
    </message>
    <message>
        <source>&amp;Delete each file once it is saved</source>
        <translation>Jede Datei nach dem Speichern &amp;löschen</translation>
    </message>
    <message>
        <source>Delete each file once it is saved</source>
        <translation>Jede Datei nach dem Speichern löschen</translation>
    </message>
    <message>
        <source>Without this the files stay in the run&apos;s folder</source>
        <translation>Sonst bleiben die Dateien im Ordner des Laufs</translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation>&amp;Ordner</translation>
    </message>
    <message>
        <source>the system&apos;s temporary folder</source>
        <translation>der Ordner des Systems für vorläufige Dateien</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Each run makes a private folder in here for its files</source>
        <translation>Jeder Lauf legt hierin einen eigenen Ordner für seine Dateien an</translation>
    </message>
    <message>
        <source>Co&amp;nnection</source>
        <translation>Ver&amp;bindung</translation>
    </message>
    <message>
        <source>&amp;Transport</source>
        <translation>&amp;Transport</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>What carries HTTP under the QNetworkAccessManager. curl takes less processor time and tells dns, connect and tls apart</source>
        <translation>Was unter dem QNetworkAccessManager HTTP trägt. curl braucht weniger Prozessorzeit und unterscheidet dns, connect und tls</translation>
    </message>
    <message>
        <source>&amp;HTTP version</source>
        <translation>&amp;HTTP-Version</translation>
    </message>
    <message>
        <source>HTTP version</source>
        <translation>HTTP-Version</translation>
    </message>
    <message>
        <source>HTTP/2 is agreed on in the TLS handshake, so it needs an https URL and the transport curl</source>
        <translation>HTTP/2 wird im TLS-Handschlag vereinbart, braucht also eine https-URL und den Transport curl</translation>
    </message>
    <message>
        <source>&amp;Engine threads</source>
        <translation>&amp;Engine-Threads</translation>
    </message>
    <message>
        <source>Engine threads</source>
        <translation>Engine-Threads</translation>
    </message>
    <message>
        <source>Each has its share of the lanes; there are never more threads than lanes</source>
        <translation>Jeder hat seinen Teil der Spuren; nie sind es mehr Threads als Spuren</translation>
    </message>
    <message>
        <source>A new connection &amp;for each request</source>
        <translation>Neue &amp;Verbindung für jede Anfrage</translation>
    </message>
    <message>
        <source>A new connection for each request</source>
        <translation>Neue Verbindung für jede Anfrage</translation>
    </message>
    <message>
        <source>Without this, connections are kept and used again</source>
        <translation>Sonst bleiben Verbindungen offen und werden wiederverwendet</translation>
    </message>
    <message>
        <source>Do not &amp;verify certificates (insecure)</source>
        <translation>Zertifikate nicht &amp;prüfen (unsicher)</translation>
    </message>
    <message>
        <source>Do not verify certificates</source>
        <translation>Zertifikate nicht prüfen</translation>
    </message>
    <message>
        <source>For servers of your own with a self-signed certificate. Shown with the run and kept in its record</source>
        <translation>Für eigene Server mit selbst unterschriebenem Zertifikat. Steht beim Lauf und in seiner Aufzeichnung</translation>
    </message>
    <message>
        <source>curl — libcurl, true stage times</source>
        <translation>curl — libcurl, wahre Zeiten der Phasen</translation>
    </message>
    <message>
        <source>qt — Qt&apos;s own HTTP</source>
        <translation>qt — Qts eigenes HTTP</translation>
    </message>
    <message>
        <source>2 — https URLs, transport curl</source>
        <translation>2 — https-URLs, Transport curl</translation>
    </message>
    <message>
        <source>What is wrong with these options</source>
        <translation>Was an diesen Optionen nicht stimmt</translation>
    </message>
    <message>
        <source>Ro&amp;ute</source>
        <translation>&amp;Weg</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>&amp;Proxy</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Pick one, or type your own: http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT or socks5h://HOST:PORT</source>
        <translation>Einen wählen oder eintippen: http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT oder socks5h://HOST:PORT</translation>
    </message>
    <message>
        <source>Uni&amp;x socket</source>
        <translation>Uni&amp;x-Socket</translation>
    </message>
    <message>
        <source>Unix socket</source>
        <translation>Unix-Socket</translation>
    </message>
    <message>
        <source>none: over the network</source>
        <translation>keiner: über das Netz</translation>
    </message>
    <message>
        <source>Connect to this socket, whatever host the URL names; only with the transport curl, and without a proxy</source>
        <translation>Mit diesem Socket verbinden, welchen Host die URL auch nennt; nur mit dem Transport curl und ohne Proxy</translation>
    </message>
    <message>
        <source>&amp;Addresses of names</source>
        <translation>&amp;Adressen von Namen</translation>
    </message>
    <message>
        <source>example.org:443:127.0.0.1</source>
        <translation>example.org:443:127.0.0.1</translation>
    </message>
    <message>
        <source>Addresses of names</source>
        <translation>Adressen von Namen</translation>
    </message>
    <message>
        <source>HOST:PORT:ADDRESS, one to a line: the address is used without asking the name service</source>
        <translation>HOST:PORT:ADRESSE, je Zeile eine: Die Adresse gilt, ohne den Namensdienst zu fragen</translation>
    </message>
    <message>
        <source>Connect elsew&amp;here</source>
        <translation>An&amp;derswohin verbinden</translation>
    </message>
    <message>
        <source>example.org:443:localhost:8443</source>
        <translation>example.org:443:localhost:8443</translation>
    </message>
    <message>
        <source>Connect elsewhere</source>
        <translation>Anderswohin verbinden</translation>
    </message>
    <message>
        <source>HOST:PORT:HOST:PORT, one to a line: the second pair is connected to when the first is asked for; what is left empty in the first matches any, in the second changes nothing</source>
        <translation>HOST:PORT:HOST:PORT, je Zeile eines: Mit dem zweiten Paar wird verbunden, wenn das erste verlangt ist; was im ersten leer ist, passt auf alles, im zweiten ändert es nichts</translation>
    </message>
    <message>
        <source>Cert&amp;ificates</source>
        <translation>&amp;Zertifikate</translation>
    </message>
    <message>
        <source>Certificate &amp;authorities</source>
        <translation>Zertifizierungsst&amp;ellen</translation>
    </message>
    <message>
        <source>Certificate authorities</source>
        <translation>Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>the system&apos;s</source>
        <translation>die des Systems</translation>
    </message>
    <message>
        <source>Trust the authorities in this PEM file instead of the system’s</source>
        <translation>Den Stellen in dieser PEM-Datei trauen statt denen des Systems</translation>
    </message>
    <message>
        <source>Cli&amp;ent certificate</source>
        <translation>&amp;Client-Zertifikat</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>A PEM file, shown to servers that ask for it; it goes with its private key</source>
        <translation>Eine PEM-Datei, die Servern gezeigt wird, die danach fragen; sie gehört zu ihrem privaten Schlüssel</translation>
    </message>
    <message>
        <source>Private &amp;key</source>
        <translation>Privater Sch&amp;lüssel</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Privater Schlüssel</translation>
    </message>
    <message>
        <source>that of the client certificate</source>
        <translation>der des Client-Zertifikats</translation>
    </message>
    <message>
        <source>A PEM file without a passphrase</source>
        <translation>Eine PEM-Datei ohne Passphrase</translation>
    </message>
    <message>
        <source>as the environment says</source>
        <translation>wie die Umgebung sagt</translation>
    </message>
    <message>
        <source>Other &amp;fields</source>
        <translation>Andere Fe&amp;lder</translation>
    </message>
    <message>
        <source>Other fields</source>
        <translation>Andere Felder</translation>
    </message>
    <message>
        <source>Which fields are sent besides those that are given</source>
        <translation>Welche Felder neben den angegebenen gesendet werden</translation>
    </message>
    <message>
        <source>the usual ones</source>
        <translation>die üblichen</translation>
    </message>
    <message>
        <source>those of curl</source>
        <translation>die von curl</translation>
    </message>
    <message>
        <source>those of curl --compressed</source>
        <translation>die von curl --compressed</translation>
    </message>
</context>
<context>
    <name>fiftyfold::PlanField</name>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>a command that is pasted into the URL’s field</source>
        <translation>einen Befehl, der in das Feld der URL eingefügt wird</translation>
    </message>
    <message>
        <source>“Delete each file once it is saved” off (under More…)</source>
        <translation>„Jede Datei nach dem Speichern löschen“ aus (unter Weitere …)</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Schwellwerte</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>Schwellwert</translation>
    </message>
    <message>
        <source>undecided fails</source>
        <translation>unentschieden scheitert</translation>
    </message>
    <message>
        <source>the menu Help</source>
        <translation>das Menü Hilfe</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>At once</source>
        <translation>Gleichzeitig</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>gleichzeitig</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Nachlauf</translation>
    </message>
    <message>
        <source>drain</source>
        <translation>Nachlauf</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>arrivals</source>
        <translation>Ankünfte</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Ramp-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>ramp-up</source>
        <translation>Anlauf</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>Engine threads</source>
        <translation>Engine-Threads</translation>
    </message>
    <message>
        <source>engine threads</source>
        <translation>Engine-Threads</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>warm-up</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>the window asks once for each</source>
        <translation>das Fenster fragt einmal für jeden</translation>
    </message>
    <message>
        <source>HTTP method</source>
        <translation>HTTP-Methode</translation>
    </message>
    <message>
        <source>headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>User agent</source>
        <translation>User-Agent</translation>
    </message>
    <message>
        <source>user agent</source>
        <translation>User-Agent</translation>
    </message>
    <message>
        <source>body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Follow redirects</source>
        <translation>Umleitungen folgen</translation>
    </message>
    <message>
        <source>redirects</source>
        <translation>Umleitungen</translation>
    </message>
    <message>
        <source>Success means status</source>
        <translation>Erfolg heißt Status</translation>
    </message>
    <message>
        <source>success status</source>
        <translation>Erfolgsstatus</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Datenzeilen</translation>
    </message>
    <message>
        <source>rows</source>
        <translation>Datenzeilen</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>HTTP version</source>
        <translation>HTTP-Version</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Connect timeout</source>
        <translation>Zeitlimit zum Verbinden</translation>
    </message>
    <message>
        <source>connect timeout</source>
        <translation>Zeitlimit zum Verbinden</translation>
    </message>
    <message>
        <source>Largest reply</source>
        <translation>Größte Antwort</translation>
    </message>
    <message>
        <source>largest reply</source>
        <translation>größte Antwort</translation>
    </message>
    <message>
        <source>A new connection for each request</source>
        <translation>Neue Verbindung für jede Anfrage</translation>
    </message>
    <message>
        <source>new connections</source>
        <translation>neue Verbindungen</translation>
    </message>
    <message>
        <source>Do not verify certificates (insecure)</source>
        <translation>Zertifikate nicht prüfen (unsicher)</translation>
    </message>
    <message>
        <source>certificates not verified</source>
        <translation>Zertifikate nicht geprüft</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>Unix socket</source>
        <translation>Unix-Socket</translation>
    </message>
    <message>
        <source>Addresses of names</source>
        <translation>Adressen von Namen</translation>
    </message>
    <message>
        <source>addresses of names</source>
        <translation>Adressen von Namen</translation>
    </message>
    <message>
        <source>Connect elsewhere</source>
        <translation>Anderswohin verbinden</translation>
    </message>
    <message>
        <source>connected elsewhere</source>
        <translation>anderswohin verbunden</translation>
    </message>
    <message>
        <source>Certificate authorities</source>
        <translation>Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>certificate authorities</source>
        <translation>Zertifizierungsstellen</translation>
    </message>
    <message>
        <source>Client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>client certificate</source>
        <translation>Client-Zertifikat</translation>
    </message>
    <message>
        <source>Private key</source>
        <translation>Privater Schlüssel</translation>
    </message>
    <message>
        <source>private key</source>
        <translation>privater Schlüssel</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Vary</source>
        <translation>Variieren</translation>
    </message>
    <message>
        <source>one whose expression can&apos;t be read: %1, at character %2</source>
        <translation>eine, deren Ausdruck nicht gelesen werden kann: %1, bei Zeichen %2</translation>
    </message>
    <message>
        <source>one whose expression can&apos;t be part of another: %1</source>
        <translation>eine, deren Ausdruck nicht Teil eines anderen sein kann: %1</translation>
    </message>
    <message>
        <source>&quot;body&quot; without &quot;contains TEXT&quot; or &quot;matches REGEX&quot; behind it</source>
        <translation>&quot;body&quot; ohne &quot;contains TEXT&quot; oder &quot;matches REGEX&quot; dahinter</translation>
    </message>
    <message>
        <source>&quot;body %1&quot; with nothing behind it</source>
        <translation>&quot;body %1&quot; mit nichts dahinter</translation>
    </message>
    <message>
        <source>the name of a header with a colon, which is left out here</source>
        <translation>den Namen eines Headers mit Doppelpunkt, der hier wegbleibt</translation>
    </message>
    <message>
        <source>&quot;header&quot; without the name of one behind it</source>
        <translation>&quot;header&quot; ohne den Namen eines Headers dahinter</translation>
    </message>
    <message>
        <source>&quot;header %1&quot; without &quot;contains TEXT&quot; behind it</source>
        <translation>&quot;header %1&quot; ohne &quot;contains TEXT&quot; dahinter</translation>
    </message>
    <message>
        <source>&quot;json&quot; without &quot;= VALUE&quot; behind the pointer</source>
        <translation>&quot;json&quot; ohne &quot;= VALUE&quot; hinter dem Zeiger</translation>
    </message>
    <message>
        <source>the pointer %1, which is to be /NAME/NAME with ~1 for a slash and ~0 for a tilde</source>
        <translation>den Zeiger %1, der /NAME/NAME sein soll, mit ~1 für einen Schrägstrich und ~0 für eine Tilde</translation>
    </message>
    <message>
        <source>&quot;json&quot; without a value; an empty text is &quot;&quot;</source>
        <translation>&quot;json&quot; ohne Wert; ein leerer Text ist &quot;&quot;</translation>
    </message>
    <message>
        <source>the size &quot;%1&quot;, which is to be 10..20000, 10.., ..200 or 6804 bytes, or with units, 1KiB..16MiB</source>
        <translation>die Größe „%1“, die 10..20000, 10.., ..200 oder 6804 Bytes sein soll, oder mit Einheiten 1KiB..16MiB</translation>
    </message>
    <message>
        <source>the size &quot;%1&quot;, which no body has: it ends before it begins</source>
        <translation>die Größe „%1“, die kein Inhalt hat: Sie endet, bevor sie beginnt</translation>
    </message>
    <message>
        <source>the time &quot;%1&quot;, which is to be below a day, such as 200ms, 1.5s or 2m</source>
        <translation>die Zeit „%1“, die unter einem Tag sein soll, etwa 200ms, 1.5s oder 2m</translation>
    </message>
    <message>
        <source>nothing (an empty text)</source>
        <translation>nichts (einen leeren Text)</translation>
    </message>
    <message>
        <source>one that begins with &quot;%1&quot;</source>
        <translation>eine, die mit „%1“ beginnt</translation>
    </message>
    <message>
        <source>one that begins with &quot;%1&quot;, which may mean %2</source>
        <translation>eine, die mit „%1“ beginnt, was vielleicht %2 heißen soll</translation>
    </message>
    <message>
        <source>&apos;body contains TEXT&apos;, &apos;body matches REGEX&apos;, &apos;header NAME contains TEXT&apos;, &apos;json /POINTER = VALUE&apos;, &apos;size 10..20000&apos; or &apos;within 200ms&apos;</source>
        <translation>&apos;body contains TEXT&apos;, &apos;body matches REGEX&apos;, &apos;header NAME contains TEXT&apos;, &apos;json /POINTER = VALUE&apos;, &apos;size 10..20000&apos; oder &apos;within 200ms&apos;</translation>
    </message>
    <message>
        <source>an empty text</source>
        <translation>einen leeren Text</translation>
    </message>
    <message>
        <source>a rate such as 200/s or 30/m, a ramp such as 10/s..500/s, or pieces such as 0/s..200/s:10s,200/s:30s, from 1 an hour (0.02/m) to 1000000/s</source>
        <translation>eine Rate wie 200/s oder 30/m, eine Rampe wie 10/s..500/s oder Stücke wie 0/s..200/s:10s,200/s:30s, von 1 in der Stunde (0.02/m) bis 1000000/s</translation>
    </message>
    <message>
        <source>one with a text after the closing quote</source>
        <translation>eines mit einem Text hinter dem schließenden Anführungszeichen</translation>
    </message>
    <message>
        <source>one with several files (a comma is put between double quotes)</source>
        <translation>eines mit mehreren Dateien (ein Komma steht in doppelten Anführungszeichen)</translation>
    </message>
    <message>
        <source>one with ;%1, which is not there</source>
        <translation>eines mit ;%1, das es nicht gibt</translation>
    </message>
    <message>
        <source>one that ends in a ; (a text with it is put between double quotes)</source>
        <translation>eines, das mit einem ; endet (ein Text damit steht in doppelten Anführungszeichen)</translation>
    </message>
    <message>
        <source>one with a ; before something else than type= or filename= (a text with it is put between double quotes)</source>
        <translation>eines mit einem ; vor etwas anderem als type= oder filename= (ein Text damit steht in doppelten Anführungszeichen)</translation>
    </message>
    <message>
        <source>one whose ;type= is not of the form text/plain</source>
        <translation>eines, dessen ;type= nicht die Form text/plain hat</translation>
    </message>
    <message>
        <source>a text without the = after the name</source>
        <translation>einen Text ohne das = nach dem Namen</translation>
    </message>
    <message>
        <source>a text without a name before the =</source>
        <translation>einen Text ohne Namen vor dem =</translation>
    </message>
    <message>
        <source>&apos;NAME=VALUE&apos;, &apos;NAME=@FILE&apos; or &apos;NAME=&lt;FILE&apos;, with ;type=TYPE and ;filename=NAME after it</source>
        <translation>&apos;NAME=WERT&apos;, &apos;NAME=@DATEI&apos; oder &apos;NAME=&lt;DATEI&apos;, mit ;type=TYP und ;filename=NAME dahinter</translation>
    </message>
    <message>
        <source>a form within a form (a text that begins with a bracket takes --form-string)</source>
        <translation>ein Formular in einem Formular (ein Text, der mit einer Klammer beginnt, braucht --form-string)</translation>
    </message>
    <message>
        <source>one without the name of a file</source>
        <translation>eines ohne den Namen einer Datei</translation>
    </message>
    <message>
        <source>one that reads standard input (-)</source>
        <translation>eines, das die Standardeingabe liest (-)</translation>
    </message>
    <message>
        <source>one with &lt; and ;filename= (a file with a name is NAME=@FILE)</source>
        <translation>eines mit &lt; und ;filename= (eine Datei mit Namen ist NAME=@DATEI)</translation>
    </message>
    <message>
        <source>a text without the colon after the name</source>
        <translation>einen Text ohne den Doppelpunkt nach dem Namen</translation>
    </message>
    <message>
        <source>a text without a name before the colon</source>
        <translation>einen Text ohne Namen vor dem Doppelpunkt</translation>
    </message>
    <message>
        <source>a text with a line break</source>
        <translation>einen Text mit Zeilenumbruch</translation>
    </message>
    <message>
        <source>a text on one line</source>
        <translation>einen Text in einer Zeile</translation>
    </message>
    <message>
        <source>one with control characters</source>
        <translation>einen mit Steuerzeichen</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>einen Text</translation>
    </message>
    <message>
        <source>status codes and ranges from 100 to 999 such as 200-399,404</source>
        <translation>Statuscodes und Bereiche von 100 bis 999, etwa 200-399,404</translation>
    </message>
    <message>
        <source>fetch, then wrap, save and delete in this order, each only after the one before it, such as fetch,wrap</source>
        <translation>fetch, dann wrap, save und delete in dieser Reihenfolge, jedes nur nach dem davor, etwa fetch,wrap</translation>
    </message>
    <message>
        <source>a size above zero such as 512, 64KiB or 16MiB</source>
        <translation>eine Größe über null, etwa 512, 64KiB oder 16MiB</translation>
    </message>
    <message>
        <source>a text that names no host</source>
        <translation>einen Text, der keinen Host nennt</translation>
    </message>
    <message>
        <source>the name of a file</source>
        <translation>den Namen einer Datei</translation>
    </message>
    <message>
        <source>an HTTP method such as GET or POST</source>
        <translation>eine HTTP-Methode wie GET oder POST</translation>
    </message>
    <message>
        <source>the path of a socket</source>
        <translation>den Pfad eines Sockets</translation>
    </message>
    <message>
        <source>HOST:PORT:ADDRESS with a port from 1 to 65535 and a numeric address</source>
        <translation>HOST:PORT:ADRESSE mit einem Port von 1 bis 65535 und einer Adresse aus Zahlen</translation>
    </message>
    <message>
        <source>HOST:PORT:HOST:PORT, in which each may be empty</source>
        <translation>HOST:PORT:HOST:PORT, worin jedes leer sein darf</translation>
    </message>
    <message>
        <source>the name of a folder that exists</source>
        <translation>den Namen eines Ordners, den es gibt</translation>
    </message>
    <message>
        <source>NAME:PASSWORD, or @FILE that holds it</source>
        <translation>NAME:PASSWORT, oder @DATEI, in der es steht</translation>
    </message>
    <message>
        <source>a token, or @FILE that holds it</source>
        <translation>ein Token, oder @DATEI, in der es steht</translation>
    </message>
    <message>
        <source>a text without a colon</source>
        <translation>einen Text ohne Doppelpunkt</translation>
    </message>
    <message>
        <source>a text with a line break or another control</source>
        <translation>einen Text mit Zeilenumbruch oder anderem Steuerzeichen</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>a whole number from %1 to %2</source>
        <translation>eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>a time below a day such as 250ms, 10s or 2m</source>
        <translation>eine Zeit unter einem Tag, etwa 250ms, 10s oder 2m</translation>
    </message>
    <message>
        <source>%1, or 0</source>
        <translation>%1, oder 0</translation>
    </message>
    <message>
        <source>Compare with a record… in the menu File</source>
        <translation>Mit einer Aufzeichnung vergleichen … im Menü Datei</translation>
    </message>
    <message>
        <source>&quot;json&quot; with more than one = sign; a text that begins with one goes in quotes</source>
        <translation>„json“ mit mehr als einem Gleichheitszeichen; ein Text, der mit einem beginnt, gehört in Anführungszeichen</translation>
    </message>
    <message>
        <source>a URL</source>
        <translation>eine URL</translation>
    </message>
    <message>
        <source>NAME=TEXT or +TEXT here</source>
        <translation>hier NAME=TEXT oder +TEXT</translation>
    </message>
    <message>
        <source>a method such as PUT</source>
        <translation>eine Methode wie PUT</translation>
    </message>
    <message>
        <source>&apos;NAME: VALUE&apos; here</source>
        <translation>hier &apos;NAME: WERT&apos;</translation>
    </message>
    <message>
        <source>&apos;NAME=VALUE; NAME=VALUE&apos; here</source>
        <translation>hier &apos;NAME=WERT; NAME=WERT&apos;</translation>
    </message>
    <message>
        <source>NAME:PASSWORD here</source>
        <translation>hier NAME:PASSWORT</translation>
    </message>
    <message>
        <source>a token</source>
        <translation>ein Token</translation>
    </message>
    <message>
        <source>bytes such as 0-499</source>
        <translation>Bytes wie 0-499</translation>
    </message>
    <message>
        <source>a text or @FILE here</source>
        <translation>hier einen Text oder @DATEI</translation>
    </message>
    <message>
        <source>TEXT, =TEXT, NAME=TEXT, @FILE or NAME@FILE here</source>
        <translation>hier TEXT, =TEXT, NAME=TEXT, @DATEI oder NAME@DATEI</translation>
    </message>
    <message>
        <source>&apos;NAME=VALUE&apos;</source>
        <translation>&apos;NAME=WERT&apos;</translation>
    </message>
    <message>
        <source>a whole number from -1 to 100 here</source>
        <translation>hier eine ganze Zahl von -1 bis 100</translation>
    </message>
    <message>
        <source>http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT or socks5h://HOST:PORT</source>
        <translation>http://HOST:PORT, https://HOST:PORT, socks5://HOST:PORT oder socks5h://HOST:PORT</translation>
    </message>
    <message>
        <source>* here</source>
        <translation>hier *</translation>
    </message>
    <message>
        <source>HOST:PORT</source>
        <translation>HOST:PORT</translation>
    </message>
    <message>
        <source>HOST:PORT:ADDRESS here, with a port from 1 to 65535 and one numeric address</source>
        <translation>hier HOST:PORT:ADRESSE mit einem Port von 1 bis 65535 und einer einzigen Adresse aus Zahlen</translation>
    </message>
    <message>
        <source>the name of a PEM file without a passphrase here</source>
        <translation>hier den Namen einer PEM-Datei ohne Passphrase</translation>
    </message>
    <message>
        <source>PEM here</source>
        <translation>hier PEM</translation>
    </message>
    <message>
        <source>seconds, less than a day of them, here</source>
        <translation>hier Sekunden, weniger als einen Tag davon</translation>
    </message>
    <message>
        <source>the name of a folder</source>
        <translation>den Namen eines Ordners</translation>
    </message>
    <message>
        <source>an @ without the name of a file</source>
        <translation>ein @ ohne den Namen einer Datei</translation>
    </message>
    <message>
        <source>standard input (@-)</source>
        <translation>die Standardeingabe (@-)</translation>
    </message>
    <message>
        <source>the name of a file (@FILE)</source>
        <translation>den Namen einer Datei (@DATEI)</translation>
    </message>
    <message>
        <source>one with a line break or another control character</source>
        <translation>einen mit Zeilenumbruch oder anderem Steuerzeichen</translation>
    </message>
    <message>
        <source>a text without =, which is the name of a file to curl</source>
        <translation>einen Text ohne =, für curl der Name einer Datei</translation>
    </message>
    <message>
        <source>a name without a password, for which curl would ask (without one it is NAME:)</source>
        <translation>einen Namen ohne Passwort, nach dem curl fragen würde (ohne eines ist es NAME:)</translation>
    </message>
    <message>
        <source>an empty text, or one with control characters</source>
        <translation>einen leeren Text oder einen mit Steuerzeichen</translation>
    </message>
    <message>
        <source>a list of hosts, which here is in the variable no_proxy</source>
        <translation>eine Liste von Hosts, die hier in der Variablen no_proxy steht</translation>
    </message>
    <message>
        <source>one with a colon, behind which curl has a passphrase</source>
        <translation>einen mit Doppelpunkt, hinter dem bei curl eine Passphrase steht</translation>
    </message>
    <message>
        <source>Other fields</source>
        <translation>Andere Felder</translation>
    </message>
    <message>
        <source>other fields</source>
        <translation>andere Felder</translation>
    </message>
    <message>
        <source>URLs that begin with http://, https:// or practice:, and a comma before each but the first</source>
        <translation>URLs, die mit http://, https:// oder practice: beginnen, und ein Komma vor jeder außer der ersten</translation>
    </message>
    <message>
        <source>rates that stay as they are, such as 200/s or 30/m, at most 1000000/s</source>
        <translation>Raten, die bleiben, wie sie sind, etwa 200/s oder 30/m, höchstens 1000000/s</translation>
    </message>
    <message>
        <source>reused and fresh</source>
        <translation>reused und fresh</translation>
    </message>
    <message>
        <source>an empty value</source>
        <translation>einen leeren Wert</translation>
    </message>
    <message>
        <source>a text without the = after the factor</source>
        <translation>einen Text ohne das = nach dem Faktor</translation>
    </message>
    <message>
        <source>the factor %1</source>
        <translation>den Faktor %1</translation>
    </message>
</context>
<context>
    <name>fiftyfold::PlanProblem</name>
    <message>
        <source>%1 is not kept by %2, %3: choose another --strategy, or leave it out.</source>
        <translation>%1 wird von %2 nicht eingehalten, %3: eine andere --strategy wählen, oder es weglassen.</translation>
    </message>
    <message>
        <source>which runs a number of requests as its lanes are free</source>
        <translation>das eine Anzahl von Anfragen sendet, wie seine Spuren frei werden</translation>
    </message>
    <message>
        <source>--cert and --key belong together: give the certificate and its private key, both as PEM files.</source>
        <translation>--cert und --key gehören zusammen: das Zertifikat und seinen privaten Schlüssel angeben, beide als PEM-Dateien.</translation>
    </message>
    <message>
        <source>--requests takes a whole number from 1 to %1, got %2.</source>
        <translation>--requests nimmt eine ganze Zahl von 1 bis %1, nicht %2.</translation>
    </message>
    <message>
        <source>--duration takes at most what the pieces of --rate last together, %1, got %2.</source>
        <translation>--duration nimmt höchstens, was die Stücke von --rate zusammen dauern, %1, nicht %2.</translation>
    </message>
    <message>
        <source>--arrivals %1 goes with an open load: give its --rate, such as 200/s.</source>
        <translation>--arrivals %1 gehört zu einer offenen Last: ihre --rate angeben, etwa 200/s.</translation>
    </message>
    <message>
        <source>--rate %1 for %2 makes %3 requests, and a run has %4 at most: give a lower rate or less time.</source>
        <translation>--rate %1 für %2 gibt %3 Anfragen, und ein Lauf hat höchstens %4: eine niedrigere Rate oder weniger Zeit angeben.</translation>
    </message>
    <message>
        <source>--rate %1 makes no request due within %2: give a higher rate or more time.</source>
        <translation>--rate %1 lässt in %2 keine Anfrage fällig werden: eine höhere Rate oder mehr Zeit angeben.</translation>
    </message>
    <message>
        <source>--arrivals takes even or poisson, got &quot;%1&quot;.</source>
        <translation>--arrivals nimmt even oder poisson, nicht „%1“.</translation>
    </message>
    <message>
        <source>--ramp-up goes with a closed load, got --rate too: a rate that begins low is a ramp, such as --rate 0/s..200/s.</source>
        <translation>--ramp-up gehört zu einer geschlossenen Last, und --rate ist auch gegeben: Eine Rate, die niedrig beginnt, ist eine Rampe, etwa --rate 0/s..200/s.</translation>
    </message>
    <message>
        <source>--targets and --data exclude each other, got both: each target has its own body.</source>
        <translation>--targets und --data schließen einander aus: Jedes Ziel hat seinen eigenen Inhalt.</translation>
    </message>
    <message>
        <source>--targets with --duration goes with another --strategy than processes, or with a --rate: nobody knows beforehand which process has which of them.</source>
        <translation>--targets mit --duration geht mit einer anderen --strategy als processes, oder mit einer --rate: Niemand weiß vorher, welcher Prozess welche davon hat.</translation>
    </message>
    <message>
        <source>which asks one URL</source>
        <translation>das eine einzige URL anfragt</translation>
    </message>
    <message>
        <source>--order takes turn or shuffled, got &quot;%1&quot;.</source>
        <translation>--order nimmt turn oder shuffled, nicht „%1“.</translation>
    </message>
    <message>
        <source>which sends the same request each time</source>
        <translation>das jedes Mal dieselbe Anfrage sendet</translation>
    </message>
    <message>
        <source>The request has places such as {{index}}, which %1 does not fill: choose another --strategy, or leave them out.</source>
        <translation>Die Anfrage hat Stellen wie {{index}}, die %1 nicht füllt: eine andere --strategy wählen, oder sie weglassen.</translation>
    </message>
    <message>
        <source>which looks at no reply</source>
        <translation>das keine Antwort ansieht</translation>
    </message>
    <message>
        <source>--strategy takes one of %1, got &quot;%2&quot;.</source>
        <translation>--strategy nimmt eine von %1, nicht „%2“.</translation>
    </message>
    <message>
        <source>--transport takes %1, got &quot;%2&quot;.</source>
        <translation>--transport nimmt %1, nicht „%2“.</translation>
    </message>
    <message>
        <source>--threads takes a whole number from 1 to %1, got %2.</source>
        <translation>--threads nimmt eine ganze Zahl von 1 bis %1, nicht %2.</translation>
    </message>
    <message>
        <source>--threads %1 goes with the strategies %2; %3 has its own way with threads. Leave it out, or choose another --strategy.</source>
        <translation>--threads %1 geht mit den Strategien %2; %3 hat seinen eigenen Umgang mit Threads. Es weglassen, oder eine andere --strategy wählen.</translation>
    </message>
    <message>
        <source>--http takes %1, got &quot;%2&quot;.</source>
        <translation>--http nimmt %1, nicht „%2“.</translation>
    </message>
    <message>
        <source>--http 2 is not carried by the transport qt, which speaks HTTP/1.1: use --transport curl, or --http 1.1.</source>
        <translation>--http 2 wird vom Transport qt nicht getragen, der HTTP/1.1 spricht: --transport curl nehmen, oder --http 1.1.</translation>
    </message>
    <message>
        <source>--http 2 takes an https URL, since HTTP/2 is agreed on in the TLS handshake (ALPN), got &quot;%1&quot;</source>
        <translation>--http 2 nimmt eine https-URL, denn HTTP/2 wird im TLS-Handschlag vereinbart (ALPN), nicht „%1“</translation>
    </message>
    <message>
        <source>; the practice server speaks plain HTTP. Give an https URL, or use --http 1.1.</source>
        <translation>; der Übungsserver spricht einfaches HTTP. Eine https-URL angeben, oder --http 1.1 nehmen.</translation>
    </message>
    <message>
        <source>. Give an https URL, or use --http 1.1.</source>
        <translation>. Eine https-URL angeben, oder --http 1.1 nehmen.</translation>
    </message>
    <message>
        <source>--unix-socket is not carried by the transport qt, which speaks TCP only: use --transport curl, or leave the option out.</source>
        <translation>--unix-socket wird vom Transport qt nicht getragen, der nur TCP spricht: --transport curl nehmen, oder es weglassen.</translation>
    </message>
    <message>
        <source>--unix-socket takes the URL of a server that listens there, such as http://localhost/; the practice server listens on TCP only.</source>
        <translation>--unix-socket nimmt die URL eines Servers, der dort lauscht, etwa http://localhost/; der Übungsserver lauscht nur auf TCP.</translation>
    </message>
    <message>
        <source>--unix-socket takes a path of at most %1 bytes, got %2.</source>
        <translation>--unix-socket nimmt einen Pfad von höchstens %1 Bytes, nicht %2.</translation>
    </message>
    <message>
        <source>--unix-socket and --proxy exclude each other, got both: a socket is reached directly.</source>
        <translation>--unix-socket und --proxy schließen einander aus: Ein Socket wird unmittelbar erreicht.</translation>
    </message>
    <message>
        <source>--proxy takes %1 under the transport %2, got &quot;%3&quot;.</source>
        <translation>--proxy nimmt unter dem Transport %2 %1, nicht „%3“.</translation>
    </message>
    <message>
        <source>--method takes an HTTP method such as GET or POST, got &quot;%1&quot;.</source>
        <translation>--method nimmt eine HTTP-Methode wie GET oder POST, nicht „%1“.</translation>
    </message>
    <message>
        <source>--method takes a method that asks for a page, such as GET or POST; CONNECT is for proxies.</source>
        <translation>--method nimmt eine Methode, die nach einer Seite fragt, wie GET oder POST; CONNECT ist für Proxys.</translation>
    </message>
    <message>
        <source>--method HEAD asks for no body and sends none; leave out --data, or take another method such as POST.</source>
        <translation>--method HEAD fragt nach keinem Inhalt und sendet keinen; --data weglassen, oder eine andere Methode wie POST nehmen.</translation>
    </message>
    <message>
        <source>--timeout takes a time above zero such as 250ms, 10s or 2m.</source>
        <translation>--timeout nimmt eine Zeit über null wie 250ms, 10s oder 2m.</translation>
    </message>
    <message>
        <source>--connect-timeout takes a time above zero such as 250ms, 5s or 1m.</source>
        <translation>--connect-timeout nimmt eine Zeit über null wie 250ms, 5s oder 1m.</translation>
    </message>
    <message>
        <source>--redirects takes a whole number from 0 to %1, got %2.</source>
        <translation>--redirects nimmt eine ganze Zahl von 0 bis %1, nicht %2.</translation>
    </message>
    <message>
        <source>--accept-status takes status codes and ranges such as 200-399,404.</source>
        <translation>--accept-status nimmt Statuscodes und Bereiche wie 200-399,404.</translation>
    </message>
    <message>
        <source>--max-body takes a size above zero and below 4GiB, such as 64KiB or 16MiB.</source>
        <translation>--max-body nimmt eine Größe über null und unter 4GiB, etwa 64KiB oder 16MiB.</translation>
    </message>
    <message>
        <source>--stages takes fetch, then wrap, save and delete in this order, each only after the one before it.</source>
        <translation>--stages nimmt fetch, dann wrap, save und delete in dieser Reihenfolge, jedes nur nach dem davor.</translation>
    </message>
    <message>
        <source>--duration is for run: a comparison measures a number of requests. Give --requests instead.</source>
        <translation>--duration ist für run: Ein Vergleich misst eine Zahl von Anfragen. Stattdessen --requests angeben.</translation>
    </message>
    <message>
        <source>%1: the file &quot;%2&quot; should hold one line of text, and does not.</source>
        <translation>%1: Die Datei „%2“ sollte eine Zeile Text enthalten und tut es nicht.</translation>
    </message>
    <message>
        <source>--user takes NAME:PASSWORD, or @FILE that holds it; the file has no colon in it.</source>
        <translation>--user nimmt NAME:PASSWORT, oder @DATEI, in der es steht; in der Datei ist kein Doppelpunkt.</translation>
    </message>
    <message>
        <source>%1 and %2 exclude each other, got both.</source>
        <translation>%1 und %2 schließen einander aus, gegeben sind beide.</translation>
    </message>
    <message>
        <source>%1 and a header Authorization exclude each other, got both.</source>
        <translation>%1 und ein Header Authorization schließen einander aus, gegeben sind beide.</translation>
    </message>
    <message>
        <source>--form and a header Content-Type exclude each other, got both: a form&apos;s has the boundary of its parts.</source>
        <translation>--form und ein Header Content-Type schließen einander aus, gegeben sind beide: Der eines Formulars hat die Grenze seiner Teile.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a folder, not a URL.</source>
        <translation>„%1“ ist ein Ordner, keine URL.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a file, not a URL; what a record says is shown by fiftyfold-cli show FILE.</source>
        <translation>„%1“ ist eine Datei, keine URL; was eine Aufzeichnung sagt, zeigt fiftyfold-cli show DATEI.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; looks like the name of a file, not a URL, and there is none of that name.</source>
        <translation>„%1“ sieht aus wie der Name einer Datei, nicht wie eine URL, und eine dieses Namens gibt es nicht.</translation>
    </message>
    <message>
        <source> A URL is http://HOST[:PORT]/PATH, https://… or practice:…; write http:// before it if it is a host.</source>
        <translation> Eine URL ist http://HOST[:PORT]/PFAD, https://… oder practice:…; http:// davor schreiben, wenn es ein Host ist.</translation>
    </message>
    <message>
        <source>it has no request with a url</source>
        <translation>er hat keine Anfrage mit einer url</translation>
    </message>
    <message>
        <source>its URL &quot;%1&quot; can&apos;t be read</source>
        <translation>seine URL „%1“ ist nicht zu lesen</translation>
    </message>
    <message>
        <source>a HAR that is no JSON: %1, at byte %2</source>
        <translation>ein HAR, das kein JSON ist: %1, bei Byte %2</translation>
    </message>
    <message>
        <source>a HAR of version %1; it takes 1.2</source>
        <translation>ein HAR der Version %1; es nimmt 1.2</translation>
    </message>
    <message>
        <source>a HAR without a list of entries</source>
        <translation>ein HAR ohne eine Liste von Einträgen</translation>
    </message>
    <message>
        <source>more than %1 targets</source>
        <translation>mehr als %1 Ziele</translation>
    </message>
    <message>
        <source>entry %1: %2</source>
        <translation>Eintrag %1: %2</translation>
    </message>
    <message>
        <source>a HAR in which no request was answered</source>
        <translation>ein HAR, in dem keine Anfrage beantwortet wurde</translation>
    </message>
    <message>
        <source>a time such as 250ms, 10s or 2m, at most 1h</source>
        <translation>eine Zeit wie 250ms, 10s oder 2m, höchstens 1h</translation>
    </message>
    <message>
        <source>uniform, lognormal or exponential</source>
        <translation>uniform, lognormal oder exponential</translation>
    </message>
    <message>
        <source>a rate such as 200/s or 30/m, from 1/m to 1000000/s</source>
        <translation>eine Rate wie 200/s oder 30/m, von 1/m bis 1000000/s</translation>
    </message>
    <message>
        <source>two times such as 3s+2s, when it begins and how long it lasts, each at most 1h</source>
        <translation>zwei Zeiten wie 3s+2s, wann es beginnt und wie lange es dauert, jede höchstens 1h</translation>
    </message>
    <message>
        <source>bytes such as 7000, 64KiB or 16MiB, at most 1GiB</source>
        <translation>Bytes wie 7000, 64KiB oder 16MiB, höchstens 1GiB</translation>
    </message>
    <message>
        <source>a status code from 200 to 599</source>
        <translation>einen Statuscode von 200 bis 599</translation>
    </message>
    <message>
        <source>a share from 0 to 1, such as 0.05</source>
        <translation>einen Anteil von 0 bis 1, etwa 0.05</translation>
    </message>
    <message>
        <source>a URL or a path, without spaces</source>
        <translation>eine URL oder einen Pfad, ohne Leerzeichen</translation>
    </message>
    <message>
        <source>no value</source>
        <translation>keinen Wert</translation>
    </message>
    <message>
        <source>%1 takes a latency above 0 and at most 2m, which is its mean.</source>
        <translation>%1 nimmt eine Latenz über 0 und höchstens 2m, das ist ihr Mittelwert.</translation>
    </message>
    <message>
        <source>%1 takes no jitter: its mean says all of it.</source>
        <translation>%1 nimmt keinen Jitter: Der Mittelwert sagt schon alles.</translation>
    </message>
    <message>
        <source>%1 takes a jitter of at most the latency; it is the standard deviation.</source>
        <translation>%1 nimmt einen Jitter von höchstens der Latenz; er ist die Standardabweichung.</translation>
    </message>
    <message>
        <source>%1 got %2; it takes %3.</source>
        <translation>%1 ist %2; es nimmt %3.</translation>
    </message>
    <message>
        <source>The practice server has no parameter &quot;%1&quot;; it has %2 and %3.</source>
        <translation>Der Übungsserver hat keinen Parameter „%1“; er hat %2 und %3.</translation>
    </message>
    <message>
        <source>names a proxy of the scheme %1</source>
        <translation>nennt einen Proxy mit dem Schema %1</translation>
    </message>
    <message>
        <source>can&apos;t be read as a proxy</source>
        <translation>ist nicht als Proxy zu lesen</translation>
    </message>
    <message>
        <source>The environment variable %1 %2; it takes HOST:PORT or SCHEME://HOST:PORT, and under the transport %3 the schemes %4. Set it right, or do without one: --proxy &apos;&apos;.</source>
        <translation>Die Umgebungsvariable %1 %2; sie nimmt HOST:PORT oder SCHEMA://HOST:PORT, und unter dem Transport %3 die Schemata %4. Sie richtig setzen, oder ohne auskommen: --proxy &apos;&apos;.</translation>
    </message>
    <message>
        <source>--rows %1 has values for places such as {{%2}}, and the request has none.</source>
        <translation>--rows %1 hat Werte für Stellen wie {{%2}}, und die Anfrage hat keine.</translation>
    </message>
    <message>
        <source>--rows %1, %2</source>
        <translation>--rows %1, %2</translation>
    </message>
    <message>
        <source>one field</source>
        <translation>ein Feld</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 Felder</translation>
    </message>
    <message>
        <source>the file is in UTF-16; it is to be in UTF-8</source>
        <translation>Die Datei ist in UTF-16; sie soll in UTF-8 sein</translation>
    </message>
    <message>
        <source>there is nothing; it takes the names of columns, separated by commas</source>
        <translation>Da ist nichts; es nimmt die Namen von Spalten, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>the header&apos;s column %1 has no name</source>
        <translation>Die Spalte %1 der Kopfzeile hat keinen Namen</translation>
    </message>
    <message>
        <source>the header has two columns named &quot;%1&quot;</source>
        <translation>Die Kopfzeile hat zwei Spalten namens „%1“</translation>
    </message>
    <message>
        <source>There are no further rows.</source>
        <translation>Es gibt keine weiteren Zeilen.</translation>
    </message>
    <message>
        <source>there is no row behind the header</source>
        <translation>Hinter der Kopfzeile ist keine Zeile</translation>
    </message>
    <message>
        <source>%1, where the header has %2; a comma in a field is written in quotes</source>
        <translation>%1, wo die Kopfzeile %2 hat; ein Komma in einem Feld wird in Anführungszeichen geschrieben</translation>
    </message>
    <message>
        <source>the rows end here, and what they come from can&apos;t be read a second time; it is to be a file</source>
        <translation>Die Zeilen enden hier, und woher sie kommen, lässt sich nicht ein zweites Mal lesen; es soll eine Datei sein</translation>
    </message>
    <message>
        <source>the file can&apos;t be read on: %1</source>
        <translation>Die Datei lässt sich nicht weiterlesen: %1</translation>
    </message>
    <message>
        <source>a quote in the middle of a field; such a field is in quotes, and its own quotes are doubled</source>
        <translation>ein Anführungszeichen mitten in einem Feld; ein solches Feld steht in Anführungszeichen, und seine eigenen sind verdoppelt</translation>
    </message>
    <message>
        <source>a quote that nothing ends</source>
        <translation>ein Anführungszeichen, das nichts schließt</translation>
    </message>
    <message>
        <source>a row of more than 1 MiB; is there a quote too many before it?</source>
        <translation>eine Zeile von mehr als 1 MiB; ist davor ein Anführungszeichen zu viel?</translation>
    </message>
    <message>
        <source>a carriage return without a line feed; lines end with LF or CR LF</source>
        <translation>ein Wagenrücklauf ohne Zeilenvorschub; Zeilen enden mit LF oder CR LF</translation>
    </message>
    <message>
        <source>a comma or the end of the line is to be behind a field in quotes, whose own quotes are doubled</source>
        <translation>hinter einem Feld in Anführungszeichen, dessen eigene verdoppelt sind, soll ein Komma oder das Ende der Zeile stehen</translation>
    </message>
    <message>
        <source>line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>The URL %1: got &quot;%2&quot;; it takes http://HOST[:PORT]/PATH, https://… or practice:…</source>
        <translation>Die URL %1: „%2“; sie nimmt http://HOST[:PORT]/PFAD, https://… oder practice:…</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>ist leer</translation>
    </message>
    <message>
        <source>can&apos;t be read</source>
        <translation>ist nicht zu lesen</translation>
    </message>
    <message>
        <source>has a scheme that can&apos;t be fetched, %1</source>
        <translation>hat ein Schema, das sich nicht abrufen lässt, %1</translation>
    </message>
    <message>
        <source>can&apos;t be read (%1)</source>
        <translation>ist nicht zu lesen (%1)</translation>
    </message>
    <message>
        <source>has port 0</source>
        <translation>hat den Port 0</translation>
    </message>
    <message>
        <source>a line is URL, METHOD URL or {&quot;method&quot;: …, &quot;url&quot;: …, &quot;headers&quot;: {…}, &quot;body&quot;: …}</source>
        <translation>eine Zeile ist URL, METHODE URL oder {&quot;method&quot;: …, &quot;url&quot;: …, &quot;headers&quot;: {…}, &quot;body&quot;: …}</translation>
    </message>
    <message>
        <source>a body stands in a line of JSON, not in a file of its own; %1</source>
        <translation>ein Inhalt steht in einer Zeile JSON, nicht in einer eigenen Datei; %1</translation>
    </message>
    <message>
        <source>a blank in the URL &quot;%1&quot;, where it is written %20; %2</source>
        <translation>ein Leerzeichen in der URL „%1“, wo es %20 geschrieben wird; %2</translation>
    </message>
    <message>
        <source>%1 without a URL behind it</source>
        <translation>%1 ohne eine URL dahinter</translation>
    </message>
    <message>
        <source>; did you mean &quot;%1&quot;?</source>
        <translation>; war „%1“ gemeint?</translation>
    </message>
    <message>
        <source>there is no &quot;%1&quot;%2 It takes method, url, headers and body</source>
        <translation>„%1“ gibt es nicht%2 Es nimmt method, url, headers und body</translation>
    </message>
    <message>
        <source>no JSON (%1, at byte %2); each object is on a line of its own</source>
        <translation>kein JSON (%1, bei Byte %2); jedes Objekt steht auf seiner eigenen Zeile</translation>
    </message>
    <message>
        <source>&quot;headers&quot; takes {&quot;NAME&quot;: &quot;VALUE&quot;}, where a value may be a list of them, or [[&quot;NAME&quot;, &quot;VALUE&quot;]]</source>
        <translation>&quot;headers&quot; nimmt {&quot;NAME&quot;: &quot;VALUE&quot;}, wo ein Wert auch eine Liste sein kann, oder [[&quot;NAME&quot;, &quot;VALUE&quot;]]</translation>
    </message>
    <message>
        <source>&quot;url&quot;, a text, is not there</source>
        <translation>&quot;url&quot;, ein Text, ist nicht da</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a text; quotes in it are written \&quot;</source>
        <translation>„%1“ nimmt einen Text; Anführungszeichen darin werden \&quot; geschrieben</translation>
    </message>
    <message>
        <source>more than 1 MiB</source>
        <translation>mehr als 1 MiB</translation>
    </message>
    <message>
        <source>bytes that are no UTF-8</source>
        <translation>Bytes, die kein UTF-8 sind</translation>
    </message>
    <message>
        <source>a control character, which in JSON is written \uXXXX and in a URL %XX</source>
        <translation>ein Steuerzeichen, das in JSON \uXXXX und in einer URL %XX geschrieben wird</translation>
    </message>
    <message>
        <source>a list; each target is on a line of its own</source>
        <translation>eine Liste; jedes Ziel steht auf seiner eigenen Zeile</translation>
    </message>
    <message>
        <source>it has no target; a line is URL, METHOD URL or JSON</source>
        <translation>sie hat kein Ziel; eine Zeile ist URL, METHODE URL oder JSON</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no HTTP method such as GET or POST</source>
        <translation>„%1“ ist keine HTTP-Methode wie GET oder POST</translation>
    </message>
    <message>
        <source>CONNECT is a method for proxies; it takes one that asks for a page, such as GET or POST</source>
        <translation>CONNECT ist eine Methode für Proxys; es nimmt eine, die nach einer Seite fragt, wie GET oder POST</translation>
    </message>
    <message>
        <source>HEAD asks for no body and sends none; it takes another method such as POST</source>
        <translation>HEAD fragt nach keinem Inhalt und sendet keinen; es nimmt eine andere Methode wie POST</translation>
    </message>
    <message>
        <source>the name of a header has other signs than letters, digits and -</source>
        <translation>der Name eines Headers hat andere Zeichen als Buchstaben, Ziffern und -</translation>
    </message>
    <message>
        <source>the value of the header %1 has control characters</source>
        <translation>der Wert des Headers %1 hat Steuerzeichen</translation>
    </message>
    <message>
        <source>it is in UTF-16, and is to be in UTF-8</source>
        <translation>sie ist in UTF-16 und soll in UTF-8 sein</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>{{uuid}} stands in JSON without quotes around it, and is no number.</source>
        <translation>{{uuid}} steht in JSON ohne Anführungszeichen darum und ist keine Zahl.</translation>
    </message>
    <message>
        <source>{{random}} takes two whole numbers, the lower one first, such as {{random 1 100}}; got {{%1}}.</source>
        <translation>{{random}} nimmt zwei ganze Zahlen, die kleinere zuerst, wie {{random 1 100}}; nicht {{%1}}.</translation>
    </message>
    <message>
        <source>There is no {{%1}}%2 There are %3%4 and {{random LEAST MOST}}; %5&quot;{{&quot; that stands for itself is written {{&quot;{{&quot;}}.</source>
        <translation>{{%1}} gibt es nicht%2 Es gibt %3%4 und {{random LEAST MOST}}; %5&quot;{{&quot;, das für sich selbst steht, wird {{&quot;{{&quot;}} geschrieben.</translation>
    </message>
    <message>
        <source>; did you mean {{%1}}?</source>
        <translation>; war {{%1}} gemeint?</translation>
    </message>
    <message>
        <source>, further columns</source>
        <translation>, weitere Spalten</translation>
    </message>
    <message>
        <source>columns come with --rows FILE; </source>
        <translation>Spalten kommen mit --rows DATEI; </translation>
    </message>
    <message>
        <source>A {{…}} of the URL stands in its path or its query, not before them.</source>
        <translation>Ein {{…}} der URL steht in ihrem Pfad oder ihrer Abfrage, nicht davor.</translation>
    </message>
    <message>
        <source>the URL</source>
        <translation>der URL</translation>
    </message>
    <message>
        <source>the body</source>
        <translation>dem Inhalt</translation>
    </message>
    <message>
        <source>A {{…}} of a header stands in its value, not in its name.</source>
        <translation>Ein {{…}} eines Headers steht in seinem Wert, nicht in seinem Namen.</translation>
    </message>
    <message>
        <source>the header %1</source>
        <translation>dem Header %1</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>Das ist ein Ordner</translation>
    </message>
    <message>
        <source>it is larger than %1 bytes</source>
        <translation>Sie ist größer als %1 Bytes</translation>
    </message>
    <message>
        <source>%1: the file &quot;%2&quot; could not be read: %3</source>
        <translation>%1: Die Datei „%2“ ließ sich nicht lesen: %3</translation>
    </message>
    <message>
        <source>a space</source>
        <translation>einem Leerzeichen</translation>
    </message>
    <message>
        <source>a control character</source>
        <translation>einem Steuerzeichen</translation>
    </message>
    <message>
        <source>%1 has %2 where a secret was left out: put the secret there.</source>
        <translation>%1 hat %2, wo ein Geheimnis weggelassen wurde: es dort einsetzen.</translation>
    </message>
    <message>
        <source>--header takes &apos;Name: value&apos;, got one without a name.</source>
        <translation>--header nimmt &apos;Name: Wert&apos;, nicht einen ohne Namen.</translation>
    </message>
    <message>
        <source>--header takes &apos;Name: value&apos; with a name of letters, digits and signs such as -, got &quot;%1&quot; with %2 in it.</source>
        <translation>--header nimmt &apos;Name: Wert&apos; mit einem Namen aus Buchstaben ohne Umlaute, Ziffern und Zeichen wie -, nicht „%1“ mit %2 darin.</translation>
    </message>
    <message>
        <source>--header takes a value without control characters, got one with them for %1.</source>
        <translation>--header nimmt einen Wert ohne Steuerzeichen; der von %1 hat welche.</translation>
    </message>
    <message>
        <source>The URL</source>
        <translation>Die URL</translation>
    </message>
    <message>
        <source>In %1 &quot;}}&quot; is missing behind &quot;{{&quot;; one that stands for itself is written {{&quot;{{&quot;}}.</source>
        <translation>In %1 fehlt „}}“ hinter „{{“; eines, das für sich selbst steht, schreibt man {{&quot;{{&quot;}}.</translation>
    </message>
    <message>
        <source>A word begins with ~, which only a shell can tell the folder of; write that folder out.</source>
        <translation>Ein Wort beginnt mit ~, von dem nur eine Shell weiß, welcher Ordner das ist; ihn ausschreiben.</translation>
    </message>
    <message>
        <source>There is a bracket outside quotes, which means something to the shell; put the word into single quotes.</source>
        <translation>Außerhalb von Anführungszeichen steht eine Klammer, die der Shell etwas bedeutet; das Wort in einfache Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>There is a command in backquotes, and no shell is started here; write what it would say, or put the word into single quotes.</source>
        <translation>Da steht ein Befehl in Backticks, und hier wird keine Shell gestartet; schreiben, was er ausgeben würde, oder das Wort in einfache Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>There is a $(…) in the command, and no shell is started here; write what it would say, or put the word into single quotes.</source>
        <translation>Im Befehl steht ein $(…), und hier wird keine Shell gestartet; schreiben, was es ausgeben würde, oder das Wort in einfache Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>There is a variable ($NAME) in the command, and no shell is started here; write its value, or put the word into single quotes.</source>
        <translation>Im Befehl steht eine Variable ($NAME), und hier wird keine Shell gestartet; ihren Wert schreiben, oder das Wort in einfache Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>An escape in $&apos;…&apos; stands for no character; \uHHHH takes a code point of Unicode.</source>
        <translation>Ein Escape in $&apos;…&apos; steht für kein Zeichen; \uHHHH nimmt einen Codepunkt von Unicode.</translation>
    </message>
    <message>
        <source>An escape in $&apos;…&apos; stands for the character NUL, which no program can be given; a body with it takes a file (--data-binary @FILE).</source>
        <translation>Ein Escape in $&apos;…&apos; steht für das Zeichen NUL, das keinem Programm zu übergeben ist; ein Inhalt damit braucht eine Datei (--data-binary @DATEI).</translation>
    </message>
    <message>
        <source>The quote %1 in line %2 is not closed; copy the whole command, to its last quote.</source>
        <translation>Das Anführungszeichen %1 in Zeile %2 ist nicht geschlossen; den ganzen Befehl kopieren, bis zu seinem letzten Anführungszeichen.</translation>
    </message>
    <message>
        <source>The quote &quot; in line %1 is not closed; copy the whole command, to its last quote.</source>
        <translation>Das Anführungszeichen &quot; in Zeile %1 ist nicht geschlossen; den ganzen Befehl kopieren, bis zu seinem letzten Anführungszeichen.</translation>
    </message>
    <message>
        <source>The curl command sends the file &quot;%1&quot;, which was not read.</source>
        <translation>Der curl-Befehl sendet die Datei „%1“, die nicht gelesen wurde.</translation>
    </message>
    <message>
        <source>The option %1 takes no value; leave out what is behind its =.</source>
        <translation>Die Option %1 nimmt keinen Wert; weglassen, was hinter ihrem = steht.</translation>
    </message>
    <message>
        <source>The option %1 takes %2, and there is nothing behind it.</source>
        <translation>Die Option %1 nimmt %2, und dahinter steht nichts.</translation>
    </message>
    <message>
        <source>The option %1 is not taken from a curl command: %2.</source>
        <translation>Die Option %1 wird nicht aus einem curl-Befehl übernommen: %2.</translation>
    </message>
    <message>
        <source>The option %1 takes %2, got %3.</source>
        <translation>Die Option %1 nimmt %2, nicht %3.</translation>
    </message>
    <message>
        <source>The command has an option %1, which is none of curl&apos;s that are known here; leave it out, or write it as curl&apos;s manual does.</source>
        <translation>Der Befehl hat eine Option %1, die keine von denen ist, die hier von curl bekannt sind; sie weglassen, oder schreiben wie im Handbuch von curl.</translation>
    </message>
    <message>
        <source>The text does not begin with curl; it takes a command such as curl &apos;http://HOST/PATH&apos; -H &apos;NAME: VALUE&apos;, as browsers copy it (&quot;Copy as cURL&quot;).</source>
        <translation>Der Text beginnt nicht mit curl; es nimmt einen Befehl wie curl &apos;http://HOST/PFAD&apos; -H &apos;NAME: WERT&apos;, wie Browser ihn kopieren („Als cURL kopieren“).</translation>
    </message>
    <message>
        <source>Left out, as they change nothing of what is sent: %1.</source>
        <translation>Weggelassen, da es nichts am Gesendeten ändert: %1.</translation>
    </message>
    <message>
        <source>a body from a file is --data-binary @FILE with -X PUT</source>
        <translation>ein Inhalt aus einer Datei ist --data-binary @DATEI mit -X PUT</translation>
    </message>
    <message>
        <source>a file with further options is not read; put them into the command</source>
        <translation>eine Datei mit weiteren Optionen wird nicht gelesen; sie in den Befehl schreiben</translation>
    </message>
    <message>
        <source>~/.netrc is not read; name and password are -u NAME:PASSWORD</source>
        <translation>~/.netrc wird nicht gelesen; Name und Passwort sind -u NAME:PASSWORT</translation>
    </message>
    <message>
        <source>such a file is not read; name and password are -u NAME:PASSWORD</source>
        <translation>eine solche Datei wird nicht gelesen; Name und Passwort sind -u NAME:PASSWORT</translation>
    </message>
    <message>
        <source>one command is one request; copy one of them</source>
        <translation>ein Befehl ist eine Anfrage; eine davon kopieren</translation>
    </message>
    <message>
        <source>credentials are sent to no other host; -L follows redirects without them</source>
        <translation>Zugangsdaten werden an keinen anderen Host gesendet; -L folgt Umleitungen ohne sie</translation>
    </message>
    <message>
        <source>a redirected POST goes on as browsers have it; leave the option out</source>
        <translation>ein umgeleitetes POST geht weiter wie in Browsern; die Option weglassen</translation>
    </message>
    <message>
        <source>name and password are sent as Basic, by -u alone</source>
        <translation>Name und Passwort werden als Basic gesendet, allein mit -u</translation>
    </message>
    <message>
        <source>requests are not signed or authenticated so; an Authorization that is ready is -H</source>
        <translation>so werden Anfragen nicht unterschrieben oder beglaubigt; ein fertiges Authorization ist -H</translation>
    </message>
    <message>
        <source>it is not for HTTP; leave it out</source>
        <translation>sie ist nicht für HTTP; sie weglassen</translation>
    </message>
    <message>
        <source>requests are HTTP/1.1 or HTTP/2: --http1.1 or --http2</source>
        <translation>Anfragen sind HTTP/1.1 oder HTTP/2: --http1.1 oder --http2</translation>
    </message>
    <message>
        <source>HTTP/2 is agreed on in the TLS handshake: --http2 with an https URL</source>
        <translation>HTTP/2 wird im TLS-Handschlag vereinbart: --http2 mit einer https-URL</translation>
    </message>
    <message>
        <source>it makes another request or connection than can be had here; leave it out</source>
        <translation>sie gibt eine andere Anfrage oder Verbindung, als hier zu haben ist; sie weglassen</translation>
    </message>
    <message>
        <source>a private key takes a PEM file without a passphrase</source>
        <translation>ein privater Schlüssel nimmt eine PEM-Datei ohne Passphrase</translation>
    </message>
    <message>
        <source>trusted authorities are one file, --cacert FILE</source>
        <translation>vertraute Zertifizierungsstellen stehen in einer Datei, --cacert DATEI</translation>
    </message>
    <message>
        <source>a part of a file is -r RANGE</source>
        <translation>ein Teil einer Datei ist -r BEREICH</translation>
    </message>
    <message>
        <source>a condition is -H &apos;If-Modified-Since: …&apos; or -H &apos;If-Unmodified-Since: …&apos;</source>
        <translation>eine Bedingung ist -H &apos;If-Modified-Since: …&apos; oder -H &apos;If-Unmodified-Since: …&apos;</translation>
    </message>
    <message>
        <source>a condition is -H &apos;If-None-Match: …&apos;</source>
        <translation>eine Bedingung ist -H &apos;If-None-Match: …&apos;</translation>
    </message>
    <message>
        <source>it asks curl for a text, and no server</source>
        <translation>sie fragt curl nach einem Text, und keinen Server</translation>
    </message>
    <message>
        <source>A -H that begins with a colon (a field of HTTP/2 itself, such as :authority) is not sent, as curl does not.</source>
        <translation>Ein -H, das mit einem Doppelpunkt beginnt (ein Feld von HTTP/2 selbst, etwa :authority), wird nicht gesendet, wie auch bei curl.</translation>
    </message>
    <message>
        <source>A -H without a colon is not sent, as curl does not.</source>
        <translation>Ein -H ohne Doppelpunkt wird nicht gesendet, wie auch bei curl.</translation>
    </message>
    <message>
        <source>The command has no URL; it takes one, http://HOST[:PORT]/PATH or https://….</source>
        <translation>Der Befehl hat keine URL; er nimmt eine, http://HOST[:PORT]/PFAD oder https://….</translation>
    </message>
    <message>
        <source>The command has %1 URLs, and a request has one; leave the others out. A word that lost its quotes, or the dash of its option, is taken for one too.</source>
        <translation>Der Befehl hat %1 URLs, und eine Anfrage hat eine; die anderen weglassen. Auch ein Wort, dem seine Anführungszeichen oder der Strich seiner Option fehlen, wird dafür gehalten.</translation>
    </message>
    <message>
        <source>The URL has brackets or braces, of which curl makes several URLs; write a backslash before each that is meant as it is, or add --globoff.</source>
        <translation>Die URL hat eckige oder geschweifte Klammern, aus denen curl mehrere URLs macht; vor jede, die für sich selbst steht, einen Backslash schreiben, oder --globoff dazusetzen.</translation>
    </message>
    <message>
        <source>The options --url-query and -G (--get) both add to the URL&apos;s query; use one of them.</source>
        <translation>Die Optionen --url-query und -G (--get) ergänzen beide die Abfrage der URL; nur eine davon nehmen.</translation>
    </message>
    <message>
        <source>The options -F (--form) and -d (--data) exclude each other, got both: a request has one body.</source>
        <translation>Die Optionen -F (--form) und -d (--data) schließen einander aus, gegeben sind beide: Eine Anfrage hat nur einen Inhalt.</translation>
    </message>
    <message>
        <source>The option -G (--get) puts the data of -d into the URL, and can&apos;t do so with a form (-F); leave one of them out.</source>
        <translation>Die Option -G (--get) setzt die Daten von -d in die URL und kann das mit einem Formular (-F) nicht; eine davon weglassen.</translation>
    </message>
    <message>
        <source>The option -I (--head) asks for no body and sends none; leave it out, or add -G to have the data in the URL.</source>
        <translation>Die Option -I (--head) fragt nach keinem Inhalt und sendet keinen; sie weglassen, oder -G dazusetzen, damit die Daten in die URL kommen.</translation>
    </message>
    <message>
        <source>The option -H takes the field %1 away, which is always sent here; leave that out, or give it a value.</source>
        <translation>Die Option -H nimmt das Feld %1 weg, das hier immer gesendet wird; das weglassen, oder ihm einen Wert geben.</translation>
    </message>
    <message>
        <source>The option -A with an empty text takes the field user-agent away, which is always sent here; give it a text.</source>
        <translation>Die Option -A mit leerem Text nimmt das Feld user-agent weg, das hier immer gesendet wird; ihr einen Text geben.</translation>
    </message>
    <message>
        <source>The option -H with Transfer-Encoding is not taken from a curl command: a body is sent as one, with its length; leave it out.</source>
        <translation>Die Option -H mit Transfer-Encoding wird nicht aus einem curl-Befehl übernommen: Ein Inhalt wird als Ganzes gesendet, mit seiner Länge; sie weglassen.</translation>
    </message>
    <message>
        <source>Content-Length is left out; it is counted from the body.</source>
        <translation>Content-Length bleibt weg; es wird am Inhalt gezählt.</translation>
    </message>
    <message>
        <source>The options -u (--user) and --oauth2-bearer exclude each other, got both.</source>
        <translation>Die Optionen -u (--user) und --oauth2-bearer schließen einander aus, gegeben sind beide.</translation>
    </message>
    <message>
        <source>Accept-Encoding is sent as the command has it, so that pages are kept as they come, not decoded as --compressed would; checks look into what they are decoded.</source>
        <translation>Accept-Encoding wird gesendet, wie es im Befehl steht; Seiten werden also aufbewahrt, wie sie kommen, und nicht entpackt, wie es --compressed täte. Prüfungen sehen ins Entpackte.</translation>
    </message>
    <message>
        <source>The option -e (--referer) with ;auto changes the field with each redirect, which is not done here; leave ;auto out.</source>
        <translation>Die Option -e (--referer) mit ;auto ändert das Feld bei jeder Umleitung, was hier nicht geschieht; ;auto weglassen.</translation>
    </message>
    <message>
        <source>The option -U (--proxy-user) is for the proxy of -x; add -x http://HOST:PORT.</source>
        <translation>Die Option -U (--proxy-user) ist für den Proxy von -x; -x http://HOST:PORT dazusetzen.</translation>
    </message>
    <message>
        <source>The text holds a character NUL, which no command can; copy it once more.</source>
        <translation>Der Text enthält ein Zeichen NUL, was kein Befehl kann; ihn noch einmal kopieren.</translation>
    </message>
    <message>
        <source>The text holds half of a character (a lone surrogate); copy it once more.</source>
        <translation>Der Text enthält ein halbes Zeichen (ein einzelnes Surrogat); ihn noch einmal kopieren.</translation>
    </message>
    <message>
        <source>The command goes on in a new line, but the line before that does not end in %1; put it there, as the last character.</source>
        <translation>Der Befehl geht in einer neuen Zeile weiter, aber die Zeile davor endet nicht mit %1; das Zeichen dort ans Ende setzen.</translation>
    </message>
    <message>
        <source>a backslash</source>
        <translation>einem Backslash</translation>
    </message>
    <message>
        <source>a caret (^)</source>
        <translation>einem Zirkumflex (^)</translation>
    </message>
    <message>
        <source>The text holds several commands; the first one was taken.</source>
        <translation>Der Text enthält mehrere Befehle; der erste wurde genommen.</translation>
    </message>
    <message>
        <source>What stands after the command&apos;s end (a line break, ; | &amp; &lt; or &gt;) was left out.</source>
        <translation>Was nach dem Ende des Befehls (einem Zeilenumbruch, ; | &amp; &lt; oder &gt;) steht, blieb weg.</translation>
    </message>
    <message>
        <source>The URL has a byte that is no UTF-8; it is written as an escape, such as %E9.</source>
        <translation>Die URL hat ein Byte, das kein UTF-8 ist; geschrieben wird es als Escape, etwa %E9.</translation>
    </message>
    <message>
        <source>--fields takes usual, curl or curl-compressed, got &quot;%1&quot;.</source>
        <translation>--fields nimmt usual, curl oder curl-compressed, nicht „%1“.</translation>
    </message>
    <message>
        <source>--targets: %1, line %2: %3</source>
        <translation>--targets: %1, Zeile %2: %3</translation>
    </message>
    <message>
        <source>--compressed asks for the codings that curl asks for, but for zstd, which can&apos;t be decoded here.</source>
        <translation>--compressed fragt nach den Codierungen, nach denen curl fragt, außer nach zstd, das hier nicht decodiert werden kann.</translation>
    </message>
    <message>
        <source>--order %1 goes with many requests: give their --targets.</source>
        <translation>--order %1 gehört zu vielen Anfragen: deren --targets angeben.</translation>
    </message>
    <message>
        <source>--transport %1 goes with strategies of this program; %2 has its own HTTP. Leave it out, or choose another --strategy.</source>
        <translation>--transport %1 gehört zu Strategien dieses Programms; %2 hat sein eigenes HTTP. Weglassen oder eine andere --strategy wählen.</translation>
    </message>
    <message>
        <source>--rate %1 is a ramp over the duration: say how long that is, such as %1:10s.</source>
        <translation>--rate %1 ist eine Rampe über die Dauer: sagen, wie lang die ist, etwa %1:10s.</translation>
    </message>
    <message>
        <source>--rate takes one that stays as it is in a comparison, such as 200/s, for a number of requests: give --requests and leave ramps and pieces out.</source>
        <translation>--rate nimmt in einem Vergleich eine, die bleibt, wie sie ist, etwa 200/s, für eine Zahl von Anfragen: --requests angeben, Rampen und Stücke weglassen.</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>--vary takes one factor, or two of which one is a number; got %1.</source>
        <translation>--vary nimmt einen Faktor, oder zwei, von denen einer eine Zahl ist, nicht %1.</translation>
    </message>
    <message>
        <source>--vary takes two factors where one of them is a number (%1), got %2.</source>
        <translation>--vary nimmt zwei Faktoren, wenn einer von ihnen eine Zahl ist (%1), nicht %2.</translation>
    </message>
    <message>
        <source>--vary makes %1 entries at most, got %2: give fewer values.</source>
        <translation>--vary macht höchstens %1 Einträge, nicht %2: weniger Werte angeben.</translation>
    </message>
    <message>
        <source>%1 takes %2, got %3.</source>
        <translation>%1 nimmt %2, nicht %3.</translation>
    </message>
    <message>
        <source>%1 takes each value once, got %2 twice.</source>
        <translation>%1 nimmt jeden Wert einmal, nicht %2 zweimal.</translation>
    </message>
    <message>
        <source>%1 takes two values or more, got %2 alone.</source>
        <translation>%1 nimmt zwei Werte oder mehr, nicht %2 allein.</translation>
    </message>
    <message>
        <source>A comma is part of a URL unless the next one begins with http://, https:// or practice: behind it.</source>
        <translation>Ein Komma ist Teil einer URL, wenn nicht die nächste dahinter mit http://, https:// oder practice: beginnt.</translation>
    </message>
    <message>
        <source>%1 has one request at a time: there is no at-once of it to be varied.</source>
        <translation>%1 hat eine Anfrage nach der anderen: Wie viele gleichzeitig sind, lässt sich dabei nicht variieren.</translation>
    </message>
    <message>
        <source>--vary at-once takes at most as many as there are requests, %1, got %2: give more --requests.</source>
        <translation>--vary at-once nimmt höchstens so viele, wie es Anfragen gibt, %1, nicht %2: mehr --requests angeben.</translation>
    </message>
    <message>
        <source>%1 has its own way with threads: there are none of it to be varied.</source>
        <translation>%1 hat seinen eigenen Umgang mit Threads: Es gibt dabei keine zu variieren.</translation>
    </message>
    <message>
        <source>--vary threads takes at most as many as there are at once, %1, got %2.</source>
        <translation>--vary threads nimmt höchstens so viele, wie gleichzeitig sind, %1, nicht %2.</translation>
    </message>
    <message>
        <source>%1 has its own HTTP: there is no transport of it to be varied.</source>
        <translation>%1 hat sein eigenes HTTP: Es gibt dabei keinen Transport zu variieren.</translation>
    </message>
    <message>
        <source>--vary rate takes %1 requests or more, got %2: give more --requests.</source>
        <translation>--vary rate nimmt %1 Anfragen oder mehr, nicht %2: mehr --requests angeben.</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 oder %2</translation>
    </message>
</context>
<context>
    <name>fiftyfold::PreviewText</name>
    <message>
        <source>… %1 bytes in all</source>
        <translation>… insgesamt %1 Bytes</translation>
    </message>
    <message>
        <source>1 target</source>
        <translation>1 Ziel</translation>
    </message>
    <message>
        <source>%1 targets</source>
        <translation>%1 Ziele</translation>
    </message>
    <message>
        <source>, %1 entries left out</source>
        <translation>, %1 Einträge ausgelassen</translation>
    </message>
    <message>
        <source>Columns: %1</source>
        <translation>Spalten: %1</translation>
    </message>
    <message>
        <source>and %1 more, shuffled</source>
        <translation>und %1 weitere, gemischt</translation>
    </message>
    <message>
        <source>and %1 more, in turn</source>
        <translation>und %1 weitere, der Reihe nach</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ProgressChart</name>
    <message>
        <source>Progress chart</source>
        <translation>Fortschrittsdiagramm</translation>
    </message>
    <message>
        <source>most %1 · queued: most %2</source>
        <translation>höchstens %1 · queued: höchstens %2</translation>
    </message>
    <message>
        <source>most %1 · mean %2</source>
        <translation>höchstens %1 · im Mittel %2</translation>
    </message>
    <message>
        <source>%1 after the start: %2</source>
        <translation>%1 nach dem Start: %2</translation>
    </message>
    <message>
        <source>most %1, pale · mean %2</source>
        <translation>höchstens %1, blass · im Mittel %2</translation>
    </message>
    <message>
        <source>time (ms)</source>
        <translation>Zeit (ms)</translation>
    </message>
    <message>
        <source>most at once</source>
        <translation>höchstens gleichzeitig</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ProgressPage</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>In flight</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Each request will be a row here, from left to right in time: waiting, receiving, wrapping, saving, deleting.</source>
        <translation>Jede Anfrage wird hier eine Zeile, in der Zeit von links nach rechts: warten, empfangen, verpacken, speichern, löschen.</translation>
    </message>
    <message>
        <source>Waterfall</source>
        <translation>Wasserfall</translation>
    </message>
    <message>
        <source>certificates not verified · %1</source>
        <translation>Zertifikate nicht geprüft · %1</translation>
    </message>
    <message>
        <source>Sho&amp;w rates</source>
        <translation>Raten ze&amp;igen</translation>
    </message>
    <message>
        <source>There is no room for the rate chart: gives it some of the waterfall’s and the log’s</source>
        <translation>Für das Diagramm der Raten ist kein Platz: gibt ihm etwas vom Wasserfall und vom Protokoll</translation>
    </message>
    <message>
        <source>Show rates</source>
        <translation>Raten zeigen</translation>
    </message>
    <message>
        <source>hatched: loop wait · ◄ slowest, × failed · scroll to zoom, drag to pan</source>
        <translation>schraffiert: Schleifenwarten · ◄ langsamste, × gescheitert · Rad vergrößert, Ziehen verschiebt</translation>
    </message>
    <message>
        <source>%1 · hatched: loop wait · ◄ slowest, × failed · scroll to zoom, drag to pan</source>
        <translation>%1 · schraffiert: Schleifenwarten · ◄ langsamste, × gescheitert · Rad vergrößert, Ziehen verschiebt</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ProgressView</name>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>per second</source>
        <translation>je Sekunde</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Quantity</name>
    <message>
        <source>1 byte</source>
        <translation>1 Byte</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RateChart</name>
    <message>
        <source>Rate chart</source>
        <translation>Diagramm der Raten</translation>
    </message>
    <message>
        <source>asked</source>
        <translation>verlangt</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>achieved</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>lag p99</source>
        <translation>Verzug p99</translation>
    </message>
    <message>
        <source>No rates yet</source>
        <translation>Noch keine Raten</translation>
    </message>
    <message>
        <source>from (ms)	to (ms)	sent (/s)	done (/s)	lag p99 (ms)</source>
        <translation>von (ms)	bis (ms)	gesendet (/s)	fertig (/s)	Verzug p99 (ms)</translation>
    </message>
    <message>
        <source>▲ %1</source>
        <translation>▲ %1</translation>
    </message>
    <message>
        <source>highest %1</source>
        <translation>höchste %1</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RateEditor</name>
    <message>
        <source>&amp;Rate</source>
        <translation>&amp;Rate</translation>
    </message>
    <message>
        <source>Co&amp;nstant</source>
        <translation>&amp;Konstant</translation>
    </message>
    <message>
        <source>Ra&amp;mp</source>
        <translation>Ra&amp;mpe</translation>
    </message>
    <message>
        <source>Pi&amp;eces</source>
        <translation>S&amp;tücke</translation>
    </message>
    <message>
        <source>A rate: 200/s, 30/m</source>
        <translation>Eine Rate: 200/s, 30/m</translation>
    </message>
    <message>
        <source>Constant rate</source>
        <translation>Konstante Rate</translation>
    </message>
    <message>
        <source>200/s or 30/m, until the duration is over or all requests are sent</source>
        <translation>200/s oder 30/m, bis die Dauer um ist oder alle Anfragen gesendet sind</translation>
    </message>
    <message>
        <source>Rate at the beginning</source>
        <translation>Rate zu Beginn</translation>
    </message>
    <message>
        <source>Rate at the end</source>
        <translation>Rate am Ende</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>evenly, over the duration</source>
        <translation>gleichmäßig, über die Dauer</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RateLegend</name>
    <message>
        <source>Legend of the rates</source>
        <translation>Legende der Raten</translation>
    </message>
    <message>
        <source>%1, up to %2</source>
        <translation>%1, bis zu %2</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RemoteGuard</name>
    <message>
        <source>&amp;Send requests</source>
        <translation>Anfragen &amp;senden</translation>
    </message>
    <message>
        <source>This host is neither on this machine nor in a private network. Go on only if its owner does not mind. You will not be asked again for this host.</source>
        <translation>Dieser Host ist weder auf diesem Rechner noch in einem privaten Netz. Nur weitermachen, wenn sein Eigentümer nichts dagegen hat. Für diesen Host wird nicht noch einmal gefragt.</translation>
    </message>
    <message>
        <source>These hosts are neither on this machine nor in a private network. Go on only if their owners do not mind. You will not be asked again for them.</source>
        <translation>Diese Hosts sind weder auf diesem Rechner noch in einem privaten Netz. Nur weitermachen, wenn ihre Eigentümer nichts dagegen haben. Für sie wird nicht noch einmal gefragt.</translation>
    </message>
    <message>
        <source>These are %1.</source>
        <translation>Das sind %1.</translation>
    </message>
    <message>
        <source>%1 and %2 more hosts</source>
        <translation>%1 und %2 weitere Hosts</translation>
    </message>
    <message>
        <source>Run against %1?</source>
        <translation>Gegen %1 starten?</translation>
    </message>
    <message>
        <source>Send %1 to %2, up to %3 at once?</source>
        <translation>%1 an %2 senden, bis zu %3 gleichzeitig?</translation>
    </message>
    <message>
        <source>Compare against %1?</source>
        <translation>Gegen %1 vergleichen?</translation>
    </message>
    <message>
        <source>Send %1 requests in all to %2, up to %3 at once?</source>
        <translation>Insgesamt %1 Anfragen an %2 senden, bis zu %3 gleichzeitig?</translation>
    </message>
    <message>
        <source>That is %1 requests for each of %2 strategies, in a warm-up and %3 rounds. %4</source>
        <translation>Das sind %1 Anfragen für jede von %2 Strategien, in einem Aufwärmen und %3 Runden. %4</translation>
    </message>
    <message>
        <source>Find the limit of %1?</source>
        <translation>Die Grenze von %1 finden?</translation>
    </message>
    <message>
        <source>Send requests to %1 at a rate that rises, step after step, until it is too much, up to %2 at once?</source>
        <translation>Anfragen an %1 senden, mit einer Rate, die Schritt für Schritt steigt, bis es zu viel ist, bis zu %2 gleichzeitig?</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestCell</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>im Gange</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Lag</source>
        <translation>Verzug</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>Phasen</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Antwortzeit</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Conn.</source>
        <translation>Verb.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>in their order</source>
        <translation>der Reihe nach</translation>
    </message>
    <message>
        <source>last first</source>
        <translation>die letzten zuerst</translation>
    </message>
    <message>
        <source>fastest first</source>
        <translation>die schnellsten zuerst</translation>
    </message>
    <message>
        <source>slowest first</source>
        <translation>die langsamsten zuerst</translation>
    </message>
    <message>
        <source>by %1, earliest first</source>
        <translation>nach %1, die frühesten zuerst</translation>
    </message>
    <message>
        <source>by %1, latest first</source>
        <translation>nach %1, die spätesten zuerst</translation>
    </message>
    <message>
        <source>shortest first</source>
        <translation>die kürzesten zuerst</translation>
    </message>
    <message>
        <source>longest first</source>
        <translation>die längsten zuerst</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>by %1, backwards</source>
        <translation>nach %1, rückwärts</translation>
    </message>
    <message>
        <source>by %1, lowest first</source>
        <translation>nach %1, die kleinsten zuerst</translation>
    </message>
    <message>
        <source>by %1, highest first</source>
        <translation>nach %1, die größten zuerst</translation>
    </message>
    <message>
        <source>pending</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestFilter</name>
    <message>
        <source>“%1” is no %2: there are %3.</source>
        <translation>„%1“ gibt es als %2 nicht, wohl aber %3.</translation>
    </message>
    <message>
        <source>“%1” is no %2; “%3” is.</source>
        <translation>„%1“ gibt es als %2 nicht, wohl aber „%3“.</translation>
    </message>
    <message>
        <source>“%1” is no time such as 800us, 400ms or 1.5s, which “%2” is compared with.</source>
        <translation>„%1“ ist keine Zeit wie 800us, 400ms oder 1.5s, mit der „%2“ verglichen wird.</translation>
    </message>
    <message>
        <source>“%1” is no size such as 512, 64KiB or 1MiB, which “%2” is compared with.</source>
        <translation>„%1“ ist keine Größe wie 512, 64KiB oder 1MiB, mit der „%2“ verglichen wird.</translation>
    </message>
    <message>
        <source>“%1” is no whole number, which “%2” is compared with.</source>
        <translation>„%1“ ist keine ganze Zahl, mit der „%2“ verglichen wird.</translation>
    </message>
    <message>
        <source>Nothing stands behind “%1 %2”.</source>
        <translation>Hinter „%1 %2“ steht nichts.</translation>
    </message>
    <message>
        <source>“%1” can be compared by = and != alone.</source>
        <translation>„%1“ kann nur mit = und != verglichen werden.</translation>
    </message>
    <message>
        <source>field</source>
        <comment>of a filter: “respons” is no field</comment>
        <translation>Feld</translation>
    </message>
    <message>
        <source>“%1” is none of &lt;, &lt;=, =, !=, &gt;= and &gt;.</source>
        <translation>„%1“ ist keines von &lt;, &lt;=, =, !=, &gt;= und &gt;.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestFilterBar</name>
    <message>
        <source>in %1–%2 s</source>
        <translation>in %1–%2 s</translation>
    </message>
    <message>
        <source>response %1–%2</source>
        <translation>Antwortzeit %1–%2</translation>
    </message>
    <message>
        <source>Text, or: response &gt; 400ms, status = 503</source>
        <translation>Text, oder: response &gt; 400ms, status = 503</translation>
    </message>
    <message>
        <source>Filter the requests</source>
        <translation>Die Anfragen filtern</translation>
    </message>
    <message>
        <source>A text in outcome, class, status, target or error; or conditions, joined by “and”: response, service, lag, due, start and stages such as wait take a time, status, bytes, lane, connection and number a number, outcome, class, target and error = what it is (Ctrl+Shift+F)</source>
        <translation>Ein Text in Ausgang, Klasse, Status, Ziel oder Fehler; oder Bedingungen, verbunden mit „and“: response, service, lag, due, start und Phasen wie wait nehmen eine Zeit, status, bytes, lane, connection und number eine Zahl, outcome, class, target und error = was es ist (Strg+Umschalt+F)</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Requests that are shown</source>
        <translation>Anfragen, die gezeigt werden</translation>
    </message>
    <message>
        <source>Kinds of requests</source>
        <translation>Arten von Anfragen</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All requests</source>
        <translation>Alle Anfragen</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>Langsamste</translation>
    </message>
    <message>
        <source>All requests, the slowest first</source>
        <translation>Alle Anfragen, die langsamsten zuerst</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Verspätet</translation>
    </message>
    <message>
        <source>Those that began over 1 ms after they were due</source>
        <translation>Die über 1 ms nach ihrer Fälligkeit begannen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Those that failed</source>
        <translation>Die gescheiterten</translation>
    </message>
    <message>
        <source>New connection</source>
        <translation>Neue Verbindung</translation>
    </message>
    <message>
        <source>Those that opened a connection</source>
        <translation>Die eine Verbindung aufbauten</translation>
    </message>
    <message>
        <source>All targets</source>
        <translation>Alle Ziele</translation>
    </message>
    <message>
        <source>%1  ✕</source>
        <translation>%1  ✕</translation>
    </message>
    <message>
        <source>Requests %1: show all again</source>
        <translation>Anfragen %1: wieder alle zeigen</translation>
    </message>
    <message>
        <source>Selected in a chart. Click to show all again.</source>
        <translation>In einem Diagramm ausgewählt. Ein Klick zeigt wieder alle.</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 · searching…</source>
        <translation>%1 · sucht …</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestModel</name>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>failed (%1)</source>
        <translation>gescheitert (%1)</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>im Gange</translation>
    </message>
    <message>
        <source>not due yet</source>
        <translation>noch nicht fällig</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation>Verzug %1</translation>
    </message>
    <message>
        <source>lane %1</source>
        <translation>Spur %1</translation>
    </message>
    <message>
        <source>Request %1: %2</source>
        <translation>Anfrage %1: %2</translation>
    </message>
    <message>
        <source>loop wait %1</source>
        <translation>Schleifenwarten %1</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestReader</name>
    <message>
        <source>The file &quot;%1&quot; could not be read: %2</source>
        <translation>Die Datei „%1“ ließ sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>it is no plain file</source>
        <translation>sie ist keine gewöhnliche Datei</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>es gibt sie nicht</translation>
    </message>
    <message>
        <source>it is larger than %1 bytes</source>
        <translation>sie ist größer als %1 Bytes</translation>
    </message>
    <message>
        <source>There is no such socket: no server listens there.</source>
        <translation>Diesen Socket gibt es nicht: Kein Server lauscht dort.</translation>
    </message>
    <message>
        <source>Nothing can be written in this folder.</source>
        <translation>In diesen Ordner kann nichts geschrieben werden.</translation>
    </message>
    <message>
        <source>There is no such folder.</source>
        <translation>Diesen Ordner gibt es nicht.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestTable</name>
    <message>
        <source>Requests of the run</source>
        <translation>Anfragen des Laufs</translation>
    </message>
    <message>
        <source>The menu key opens a menu to sort and to copy them.</source>
        <translation>Die Menütaste öffnet ein Menü zum Sortieren und Kopieren.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 new</source>
        <translation>%1 neu</translation>
    </message>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Sortieren nach</translation>
    </message>
    <message>
        <source>&amp;Copy rows as text</source>
        <translation>Zeilen als &amp;Text kopieren</translation>
    </message>
    <message>
        <source>Copy rows as CS&amp;V</source>
        <translation>Zeilen als CS&amp;V kopieren</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestTableModel</name>
    <message>
        <source>Stages, 0 to %1</source>
        <translation>Phasen, 0 bis %1</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestsDialog</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation>&amp;Methode</translation>
    </message>
    <message>
        <source>HTTP method</source>
        <translation>HTTP-Methode</translation>
    </message>
    <message>
        <source>HTTP method: pick one or type your own</source>
        <translation>HTTP-Methode: eine wählen oder eintippen</translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation>&amp;URL</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Where the requests go; places such as {{name}} or {{index}} are filled for each request</source>
        <translation>Wohin die Anfragen gehen; Stellen wie {{name}} oder {{index}} werden für jede Anfrage gefüllt</translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation>&amp;Header</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>Header</translation>
    </message>
    <message>
        <source>Sent with each request. Lines “Name: value” can be pasted. Values of Authorization, Cookie and X-Api-Key are used, but never stored</source>
        <translation>Mit jeder Anfrage gesendet. Zeilen „Name: Wert“ lassen sich einfügen. Werte von Authorization, Cookie und X-Api-Key werden benutzt, aber nie gespeichert</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>Hi&amp;nzufügen</translation>
    </message>
    <message>
        <source>Add a header</source>
        <translation>Einen Header hinzufügen</translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected headers</source>
        <translation>Die gewählten Header entfernen</translation>
    </message>
    <message>
        <source>Remove the selected headers (Del)</source>
        <translation>Die gewählten Header entfernen (Entf)</translation>
    </message>
    <message>
        <source>User a&amp;gent</source>
        <translation>User-A&amp;gent</translation>
    </message>
    <message>
        <source>Fiftyfold and its version</source>
        <translation>Fiftyfold und seine Version</translation>
    </message>
    <message>
        <source>User agent</source>
        <translation>User-Agent</translation>
    </message>
    <message>
        <source>How the program names itself to the server</source>
        <translation>Wie das Programm sich dem Server nennt</translation>
    </message>
    <message>
        <source>&amp;Body</source>
        <translation>&amp;Inhalt</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>Inhalt</translation>
    </message>
    <message>
        <source>Sent with each request, as UTF-8; for POST, PUT and PATCH</source>
        <translation>Mit jeder Anfrage gesendet, als UTF-8; für POST, PUT und PATCH</translation>
    </message>
    <message>
        <source>&amp;Targets</source>
        <translation>&amp;Ziele</translation>
    </message>
    <message>
        <source>a file: one request only without it</source>
        <translation>eine Datei: ohne sie nur eine Anfrage</translation>
    </message>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>A file of many requests that are sent in turn, instead of the one above: lines URL or METHOD URL, lines of JSON, or a HAR</source>
        <translation>Eine Datei mit vielen Anfragen, die statt der obigen der Reihe nach gesendet werden: Zeilen URL oder METHODE URL, Zeilen von JSON, oder ein HAR</translation>
    </message>
    <message>
        <source>Or&amp;der</source>
        <translation>&amp;Reihenfolge</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>In which order targets are asked: as they stand in the file, or shuffled by the seed of the load</source>
        <translation>In welcher Reihenfolge Ziele angefragt werden: wie sie in der Datei stehen, oder gemischt nach dem Startwert der Last</translation>
    </message>
    <message>
        <source>Ro&amp;ws</source>
        <translation>Datenzei&amp;len</translation>
    </message>
    <message>
        <source>a CSV file for places such as {{name}}</source>
        <translation>eine CSV-Datei für Stellen wie {{name}}</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Datenzeilen</translation>
    </message>
    <message>
        <source>A CSV file with a header: {{column}} in URL, headers and body takes the next row’s value</source>
        <translation>Eine CSV-Datei mit Kopfzeile: {{column}} in URL, Headern und Inhalt nimmt den Wert der nächsten Zeile</translation>
    </message>
    <message>
        <source>The first requests, as the&amp;y will be sent</source>
        <translation>Die ersten Anfragen, wie sie gesendet &amp;werden</translation>
    </message>
    <message>
        <source>The first requests, as they will be sent</source>
        <translation>Die ersten Anfragen, wie sie gesendet werden</translation>
    </message>
    <message>
        <source>Secrets are left out here, and sent</source>
        <translation>Geheimnisse sind hier ausgelassen, und werden gesendet</translation>
    </message>
    <message>
        <source>shuffled</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>What is wrong with these requests</source>
        <translation>Was an diesen Anfragen nicht stimmt</translation>
    </message>
    <message>
        <source>Defau&amp;lts</source>
        <translation>&amp;Vorgaben</translation>
    </message>
    <message>
        <source>%1 bytes, sent as they are; only the beginning is shown. Defaults takes them away.</source>
        <translation>%1 Bytes, gesendet wie sie sind; nur der Anfang wird gezeigt. „Vorgaben“ nimmt sie fort.</translation>
    </message>
    <message>
        <source>No body.</source>
        <translation>Kein Inhalt.</translation>
    </message>
    <message>
        <source>Sent as a form (application/x-www-form-urlencoded), as no header Content-Type says otherwise.</source>
        <translation>Als Formular gesendet (application/x-www-form-urlencoded), da kein Header Content-Type anderes sagt.</translation>
    </message>
    <message>
        <source>Sent as %1.</source>
        <translation>Gesendet als %1.</translation>
    </message>
    <message>
        <source>&amp;From a file…</source>
        <translation>Aus einer &amp;Datei …</translation>
    </message>
    <message>
        <source>Body from a file</source>
        <translation>Inhalt aus einer Datei</translation>
    </message>
    <message>
        <source>Take what a file holds as the body, byte for byte</source>
        <translation>Als Inhalt nehmen, was eine Datei enthält, Byte für Byte</translation>
    </message>
    <message>
        <source>in turn</source>
        <translation>der Reihe nach</translation>
    </message>
    <message>
        <source>U&amp;ser</source>
        <translation>&amp;Benutzer</translation>
    </message>
    <message>
        <source>name:password, or @FILE that holds it</source>
        <translation>Name:Passwort, oder @DATEI, in der es steht</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Authorization by name and password (Basic). Used, but never stored</source>
        <translation>Authorization mit Name und Passwort (Basic). Wird verwendet, aber nie gespeichert</translation>
    </message>
    <message>
        <source>To&amp;ken</source>
        <translation>&amp;Token</translation>
    </message>
    <message>
        <source>a token, or @FILE that holds it</source>
        <translation>ein Token, oder @DATEI, in der es steht</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>Authorization by a token (Bearer). Used, but never stored</source>
        <translation>Authorization mit einem Token (Bearer). Wird verwendet, aber nie gespeichert</translation>
    </message>
    <message>
        <source>Body or form</source>
        <translation>Inhalt oder Formular</translation>
    </message>
    <message>
        <source>Fo&amp;rm</source>
        <translation>&amp;Formular</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>name=value
photo=@FILE</source>
        <translation>name=wert
foto=@DATEI</translation>
    </message>
    <message>
        <source>A multipart form instead of the body, a line for each field: NAME=VALUE; NAME=@FILE sends a file, NAME=&lt;FILE what is in it; ;type=TYPE and ;filename=NAME may follow</source>
        <translation>Ein mehrteiliges Formular statt des Inhalts, je Feld eine Zeile: NAME=WERT; NAME=@DATEI sendet eine Datei, NAME=&lt;DATEI, was darin ist; ;type=TYP und ;filename=NAME dürfen folgen</translation>
    </message>
    <message>
        <source>Form field from a file</source>
        <translation>Feld des Formulars aus einer Datei</translation>
    </message>
    <message>
        <source>Add a field that sends a file with its name</source>
        <translation>Ein Feld hinzufügen, das eine Datei mit ihrem Namen sendet</translation>
    </message>
    <message>
        <source>Sent as a form (multipart/form-data).</source>
        <translation>Gesendet als Formular (multipart/form-data).</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestsPanel</name>
    <message>
        <source>No request has begun yet.</source>
        <translation>Noch hat keine Anfrage begonnen.</translation>
    </message>
    <message>
        <source>No run yet: each request of one will be a row here.</source>
        <translation>Noch kein Lauf: Jede Anfrage eines Laufs wird hier eine Zeile.</translation>
    </message>
    <message>
        <source>None of the %1 requests is picked out by this filter.</source>
        <translation>Keine der %1 Anfragen passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>Clear filter</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunBar</name>
    <message>
        <source>HTTP method: pick one or type your own</source>
        <translation>HTTP-Methode: eine wählen oder eintippen</translation>
    </message>
    <message>
        <source>HTTP method</source>
        <translation>HTTP-Methode</translation>
    </message>
    <message>
        <source>Where the requests go (Ctrl+L): an http or https URL, or practice:… for the practice server that ships with the program</source>
        <translation>Wohin die Anfragen gehen (Strg+L): eine http- oder https-URL, oder practice:… für den Übungsserver, der dabei ist</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>&amp;Load</source>
        <translation>&amp;Last</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Stra&amp;tegy</source>
        <translation>Stra&amp;tegie</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Re&amp;quests…</source>
        <translation>An&amp;fragen …</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>&amp;More…</source>
        <translation>&amp;Weitere …</translation>
    </message>
    <message>
        <source>Time limits, checks, steps and the rest of the plan</source>
        <translation>Zeitlimits, Prüfungen, Schritte und der Rest des Plans</translation>
    </message>
    <message>
        <source>More options</source>
        <translation>Weitere Optionen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>&amp;Compare…</source>
        <translation>&amp;Vergleichen …</translation>
    </message>
    <message>
        <source>Run this plan under several strategies and see how many times as fast each is (Ctrl+K)</source>
        <translation>Diesen Plan unter mehreren Strategien ausführen und sehen, wievielmal so schnell jede ist (Strg+K)</translation>
    </message>
    <message>
        <source>Compare strategies</source>
        <translation>Strategien vergleichen</translation>
    </message>
    <message>
        <source>https://example.org/ or practice:robots.txt</source>
        <translation>https://example.org/ oder practice:robots.txt</translation>
    </message>
    <message>
        <source>%1.
How many requests, and when they begin</source>
        <translation>%1.
Wie viele Anfragen, und wann sie beginnen</translation>
    </message>
    <message>
        <source>.
Thresholds: %1</source>
        <translation>.
Schwellwerte: %1</translation>
    </message>
    <message>
        <source>Ru&amp;n</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>A&amp;nhalten</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>A comparison runs in its window. This run would disturb it</source>
        <translation>In seinem Fenster läuft ein Vergleich. Dieser Lauf würde ihn stören</translation>
    </message>
    <message>
        <source>Send the requests (F5 or Ctrl+R)</source>
        <translation>Die Anfragen senden (F5 oder Strg+R)</translation>
    </message>
    <message>
        <source>Cancel what is open and remove its files (Esc)</source>
        <translation>Abbrechen, was offen ist, und seine Dateien entfernen (Esc)</translation>
    </message>
    <message>
        <source>&amp;More… (%1)</source>
        <translation>&amp;Weitere … (%1)</translation>
    </message>
    <message>
        <source>%1.
Set to other than the default: %2</source>
        <translation>%1.
Anders als die Vorgabe: %2</translation>
    </message>
    <message>
        <source>Headers, body, and files of many requests (Ctrl+T)</source>
        <translation>Header, Inhalt, und Dateien mit vielen Anfragen (Strg+T)</translation>
    </message>
    <message>
        <source>The first of the targets of %1, which are what is asked. To ask one URL instead, type here, or take the list away under Requests…</source>
        <translation>Das erste der Ziele von %1, die angefragt werden. Um stattdessen eine einzelne URL anzufragen, hier tippen oder die Liste unter „Anfragen …“ entfernen</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunBaseline</name>
    <message>
        <source>&quot;%1&quot; could not be read: %2</source>
        <translation>„%1“ konnte nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>There is too little memory for it.</source>
        <translation>Dafür ist zu wenig Speicher da.</translation>
    </message>
    <message>
        <source>it is the record of a comparison, and that of a run was expected. Open it: its window has Hold against… for another one</source>
        <translation>es ist die Aufzeichnung eines Vergleichs, und erwartet wurde die eines Laufs. Geöffnet hat ihr Fenster „Vergleichen mit …“ für eine andere</translation>
    </message>
    <message>
        <source>it is the record of a search for capacity, and that of a run was expected</source>
        <translation>es ist die Aufzeichnung einer Suche nach der Kapazität, und erwartet wurde die eines Laufs</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunComparison</name>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>faster</source>
        <translation>schneller</translation>
    </message>
    <message>
        <source>slower</source>
        <translation>langsamer</translation>
    </message>
    <message>
        <source>no difference seen</source>
        <translation>nicht unterscheidbar</translation>
    </message>
    <message>
        <source>not comparable</source>
        <translation>nicht vergleichbar</translation>
    </message>
    <message>
        <source>%1: the median response time is %2 that of the baseline (95 % interval: %3)</source>
        <extracomment>The first is a verdict, &quot;slower&quot;</extracomment>
        <translation>%1: Der Median der Antwortzeit ist %2 der des Bezugs (95-%-Intervall: %3)</translation>
    </message>
    <message>
        <source>, and less than 3 % is of no interest</source>
        <translation>, und weniger als 3 % sind ohne Belang</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>requests a second</source>
        <translation>Anfragen je Sekunde</translation>
    </message>
    <message>
        <source>elapsed</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keines</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>Verhältnis</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Times are response times. Each run is cut into 20 to 40 batches in order of time; their medians, or means, are held against each other by Mann–Whitney with the Hodges–Lehmann shift, percentiles by order statistics. A difference of less than 3 % is of no interest. “none”: too few requests for an interval.</source>
        <translation>Die Zeiten sind Antwortzeiten. Jeder Lauf wird der Zeit nach in 20 bis 40 Stapel geteilt; ihre Mediane oder Mittel werden nach Mann–Whitney mit der Verschiebung nach Hodges–Lehmann verglichen, Perzentile nach Ordnungsstatistiken. Ein Unterschied von weniger als 3 % ist ohne Belang. „keines“: zu wenige Anfragen für ein Intervall.</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>%1: %2 against %3</source>
        <extracomment>What a thing is called, what the baseline has there, what the run has</extracomment>
        <translation>%1: %2 gegen %3</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>number of targets</source>
        <translation>Anzahl der Ziele</translation>
    </message>
    <message>
        <source>runner</source>
        <translation>Runner</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>number of processors</source>
        <translation>Anzahl der Prozessoren</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>what carried HTTP</source>
        <translation>was HTTP trug</translation>
    </message>
    <message>
        <source>%1 was stopped before its end</source>
        <translation>%1 wurde vor dem Ende angehalten</translation>
    </message>
    <message>
        <source>%1 stood still for a while</source>
        <translation>%1 stand eine Weile still</translation>
    </message>
    <message>
        <source>the client did not keep the rate of %1</source>
        <translation>der Client hielt die Rate nicht ein: %1</translation>
    </message>
    <message>
        <source>%1 is a file that tells no single requests, only its figures</source>
        <translation>%1 ist eine Datei, die keine einzelnen Anfragen nennt, nur Zahlen</translation>
    </message>
    <message>
        <source>%1 has no requests in its record, only its figures</source>
        <translation>%1 hat keine Anfragen in der Aufzeichnung, nur Zahlen</translation>
    </message>
    <message>
        <source>%1 has %2 requests that are done, and at least %3 are needed</source>
        <translation>%1 hat %2 fertige Anfragen, und mindestens %3 sind nötig</translation>
    </message>
    <message>
        <source>measured by</source>
        <translation>gemessen von</translation>
    </message>
    <message>
        <source>a file of %1 does not tell on which machine it was measured</source>
        <translation>eine Datei von %1 sagt nicht, auf welchem Rechner gemessen wurde</translation>
    </message>
    <message>
        <source>the baseline</source>
        <translation>der Bezug</translation>
    </message>
    <message>
        <source>the run</source>
        <translation>der Lauf</translation>
    </message>
    <message>
        <source>response times depend so much on those before them that they are worth too few; take more requests, or a longer run</source>
        <translation>Antwortzeiten hängen so sehr von denen davor ab, dass sie zu wenige wert sind; mehr Anfragen helfen, oder ein längerer Lauf</translation>
    </message>
    <message>
        <source>the run does not have it</source>
        <translation>der Lauf hat ihn nicht</translation>
    </message>
    <message>
        <source>the baseline does not have it</source>
        <translation>der Bezug hat ihn nicht</translation>
    </message>
    <message>
        <source>another page: %1</source>
        <translation>eine andere Seite: %1</translation>
    </message>
    <message>
        <source>no entry of one can be held against one of the other</source>
        <translation>kein Eintrag des einen lässt sich mit einem des anderen vergleichen</translation>
    </message>
    <message>
        <source>%1 takes %2 as long (95 % interval: %3)</source>
        <extracomment>The name of an entry, how many times as long it took, the interval of that</extracomment>
        <translation>%1 braucht %2 so lange (95-%-Intervall: %3)</translation>
    </message>
    <message>
        <source>Medians of whole rounds: how long they took, and under a rate the mean response time. The two were run at different times, so rounds are not paired. They are held against each other by Mann–Whitney with the Hodges–Lehmann shift; what else had changed by then is in the difference. Less than 3 % is of no interest.</source>
        <translation>Mediane ganzer Runden: wie lange sie dauerten, unter einer Rate die mittlere Antwortzeit. Beide liefen zu verschiedenen Zeiten, darum sind Runden nicht gepaart. Verglichen werden sie nach Mann–Whitney mit der Verschiebung nach Hodges–Lehmann; was sich bis dahin sonst geändert hat, steckt mit im Unterschied. Weniger als 3 % sind ohne Belang.</translation>
    </message>
    <message>
        <source>what is varied</source>
        <translation>was variiert wird</translation>
    </message>
    <message>
        <source>%1 and %2 whole rounds are too few for an interval: four of each are enough</source>
        <translation>%1 und %2 ganze Runden sind zu wenige für ein Intervall: je vier genügen</translation>
    </message>
    <message>
        <source>no entry of one can be held against one of the other (%1: %2)</source>
        <translation>kein Eintrag des einen lässt sich mit einem des anderen vergleichen (%1: %2)</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunComparisonModel</name>
    <message>
        <source>Baseline</source>
        <translation>Bezug</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunController</name>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Preparing …</source>
        <translation>Bereitet vor …</translation>
    </message>
    <message>
        <source>Running: %1 in flight</source>
        <translation>Läuft: %1 unterwegs</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>Hält an …</translation>
    </message>
    <message>
        <source>Done: %1 in %2</source>
        <translation>Fertig: %1 in %2</translation>
    </message>
    <message>
        <source>Done: %1 of %2 in %3</source>
        <translation>Fertig: %1 von %2 in %3</translation>
    </message>
    <message>
        <source>Ended with errors: %1 done, %2 failed in %3</source>
        <translation>Mit Fehlern beendet: %1 fertig, %2 gescheitert in %3</translation>
    </message>
    <message>
        <source>Stopped before anything was sent</source>
        <translation>Angehalten, bevor etwas gesendet wurde</translation>
    </message>
    <message>
        <source>Stopped: %1 done, %2 failed, %3 cancelled in %4</source>
        <translation>Angehalten: %1 fertig, %2 gescheitert, %3 abgebrochen in %4</translation>
    </message>
    <message>
        <source>Could not run</source>
        <translation>Konnte nicht laufen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 · certificates not verified</source>
        <translation>%1 · Zertifikate nicht geprüft</translation>
    </message>
    <message>
        <source>Done: how many the file does not tell</source>
        <translation>Fertig: wie viele, sagt die Datei nicht</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunCost</name>
    <message>
        <source>%1 of processor and %2 switches a request</source>
        <translation>%1 Prozessorzeit und %2 Wechsel je Anfrage</translation>
    </message>
    <message>
        <source>%1 of processor</source>
        <translation>%1 Prozessorzeit</translation>
    </message>
    <message>
        <source>1 thread</source>
        <translation>1 Thread</translation>
    </message>
    <message>
        <source>%1 threads</source>
        <translation>%1 Threads</translation>
    </message>
    <message>
        <source>1 process</source>
        <translation>1 Prozess</translation>
    </message>
    <message>
        <source>%1 processes</source>
        <translation>%1 Prozesse</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunFigures</name>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>µs</source>
        <translation>µs</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>× of %1</source>
        <translation>× von %1</translation>
    </message>
    <message>
        <source>per s</source>
        <translation>je s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Loop wait, in which whole replies waited for their event loop or the executor of their steps: p50 %1, p95 %2, p99 %3, max %4, %5 % of the time in progress</source>
        <translation>Schleifenwarten, in dem vollständige Antworten auf ihre Ereignisschleife oder den Executor ihrer Schritte warteten: p50 %1, p95 %2, p99 %3, max %4, %5 % der Zeit im Gange</translation>
    </message>
    <message>
        <source>Cost to this machine: %1</source>
        <translation>Kosten auf diesem Rechner: %1</translation>
    </message>
    <message>
        <source>* too few requests for this percentile: p50 needs %1, p95 %2, p99 %3, p99.9 %4.</source>
        <translation>* zu wenige Anfragen für dieses Perzentil: p50 braucht %1, p95 %2, p99 %3, p99,9 %4.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunFiles</name>
    <message>
        <source>Requests as &amp;CSV…</source>
        <translation>Anfragen als &amp;CSV …</translation>
    </message>
    <message>
        <source>&amp;Figures alone as JSON…</source>
        <translation>Nur die &amp;Zahlen als JSON …</translation>
    </message>
    <message>
        <source>&amp;JUnit XML…</source>
        <translation>&amp;JUnit-XML …</translation>
    </message>
    <message>
        <source>&amp;Markdown tables…</source>
        <translation>Tabellen in &amp;Markdown …</translation>
    </message>
    <message>
        <source>&amp;HTML report…</source>
        <translation>&amp;HTML-Bericht …</translation>
    </message>
    <message>
        <source>H&amp;AR, without secrets…</source>
        <translation>H&amp;AR, ohne Geheimnisse …</translation>
    </message>
    <message>
        <source>&amp;Trace events…</source>
        <translation>&amp;Trace-Ereignisse …</translation>
    </message>
    <message>
        <source>Log of Hd&amp;rHistogram…</source>
        <translation>Protokoll von Hd&amp;rHistogram …</translation>
    </message>
    <message>
        <source>&amp;OpenMetrics…</source>
        <translation>&amp;OpenMetrics …</translation>
    </message>
    <message>
        <source>&amp;Pictures of the charts…</source>
        <translation>&amp;Bilder der Diagramme …</translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation>Einen Lauf öffnen</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 was not opened: reading it would disturb what is being measured.</source>
        <translation>%1 wurde nicht geöffnet: Das Lesen würde stören, was gerade gemessen wird.</translation>
    </message>
    <message>
        <source>Save the run</source>
        <translation>Den Lauf speichern</translation>
    </message>
    <message>
        <source>Export the run</source>
        <translation>Den Lauf exportieren</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>Save a&amp;gain…</source>
        <translation>No&amp;ch einmal speichern …</translation>
    </message>
    <message>
        <source>A folder for the pictures</source>
        <translation>Ein Ordner für die Bilder</translation>
    </message>
    <message>
        <source>Saved %1 pictures in %2</source>
        <translation>%1 Bilder in %2 gespeichert</translation>
    </message>
    <message>
        <source>Runs and reports of other programs (*.json *.jsonl *.har *.csv *.tsv *.jtl *.txt *.log *.hgrm *.hlog *.gz)</source>
        <translation>Läufe und Berichte anderer Programme (*.json *.jsonl *.har *.csv *.tsv *.jtl *.txt *.log *.hgrm *.hlog *.gz)</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunNews</name>
    <message>
        <source>%1 done</source>
        <translation>%1 fertig</translation>
    </message>
    <message>
        <source>%1 done, %2 failed</source>
        <translation>%1 fertig, %2 gescheitert</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunOpener</name>
    <message>
        <source>The thread that reads the file</source>
        <translation>Der Thread, der die Datei liest</translation>
    </message>
    <message>
        <source>there is too little memory for it</source>
        <translation>dafür ist zu wenig Speicher da</translation>
    </message>
    <message>
        <source>%1 was not opened: a run is under way.</source>
        <translation>%1 wurde nicht geöffnet: Ein Lauf ist im Gange.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunTabs</name>
    <message>
        <source>What is shown of the run</source>
        <translation>Was vom Lauf gezeigt wird</translation>
    </message>
    <message>
        <source>&amp;Progress</source>
        <translation>F&amp;ortschritt</translation>
    </message>
    <message>
        <source>Latenc&amp;y</source>
        <translation>Laten&amp;z</translation>
    </message>
    <message>
        <source>Req&amp;uests  %1</source>
        <translation>Anf&amp;ragen  %1</translation>
    </message>
    <message>
        <source>Req&amp;uests</source>
        <translation>Anf&amp;ragen</translation>
    </message>
    <message>
        <source>Err&amp;ors  %1</source>
        <translation>F&amp;ehler  %1</translation>
    </message>
    <message>
        <source>Err&amp;ors</source>
        <translation>F&amp;ehler</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ScaleSwitch</name>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>fiftyfold::SourceDialog</name>
    <message>
        <source>This build does not have the source with it: %1.</source>
        <translation>Bei diesem Programm ist der Quelltext nicht dabei: %1.</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>What it does, and when it is the right choice</source>
        <translation>Was es tut, und wann es die richtige Wahl ist</translation>
    </message>
    <message>
        <source>Source of %1</source>
        <translation>Quelltext von %1</translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation>K&amp;opieren</translation>
    </message>
    <message>
        <source>Copy the whole source</source>
        <translation>Den ganzen Quelltext kopieren</translation>
    </message>
</context>
<context>
    <name>fiftyfold::StageBars</name>
    <message>
        <source>Stages of this request</source>
        <translation>Phasen dieser Anfrage</translation>
    </message>
    <message>
        <source>loop wait</source>
        <translation>Schleifenwarten</translation>
    </message>
    <message>
        <source>Loop wait: the reply was complete and waited for its event loop, or the executor of its steps</source>
        <translation>Schleifenwarten: Die Antwort war vollständig und wartete auf ihre Ereignisschleife oder den Executor ihrer Schritte</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Strategy</name>
    <message>
        <source>one at a time</source>
        <translation>eine nach der anderen</translation>
    </message>
    <message>
        <source>Each request is whole, down to its deleted page, before the next one begins. Right where there are few requests, or where each needs what the one before it brought.</source>
        <translation>Jede Anfrage ist ganz fertig, bis hin zur gelöschten Seite, ehe die nächste beginnt. Richtig, wo es wenige Anfragen sind oder jede braucht, was die vorige gebracht hat.</translation>
    </message>
    <message>
        <source>one event loop</source>
        <translation>eine Ereignisschleife</translation>
    </message>
    <message>
        <source>One thread has all requests in flight and does the steps of each as its reply arrives. Right where the time goes into waiting for the network, which is nearly always.</source>
        <translation>Ein Thread hat alle Anfragen gleichzeitig unterwegs und erledigt die Schritte einer jeden, wenn ihre Antwort eintrifft. Richtig, wo die Zeit mit Warten auf das Netz vergeht, also fast immer.</translation>
    </message>
    <message>
        <source>steps in request order</source>
        <translation>Schritte in der Reihenfolge der Anfragen</translation>
    </message>
    <message>
        <source>All requests are in flight at once, but a reply that is early waits until those before it have been worked on. Right where results must come out in order; one slow reply holds back all after it.</source>
        <translation>Alle Anfragen sind gleichzeitig unterwegs, aber eine frühe Antwort wartet, bis die vor ihr bearbeitet sind. Richtig, wo Ergebnisse der Reihe nach kommen müssen; eine langsame Antwort hält alle nach ihr auf.</translation>
    </message>
    <message>
        <source>a whole request in each</source>
        <translation>eine ganze Anfrage in jedem</translation>
    </message>
    <message>
        <source>A pool of threads, each of which sends a request, waits for all of it and takes the next. Right where the libraries at hand can only block, and there are hundreds of requests rather than many thousands.</source>
        <translation>Ein Vorrat an Threads, von denen jeder eine Anfrage sendet, auf alles von ihr wartet und die nächste nimmt. Richtig, wo die vorhandenen Bibliotheken nur blockieren können und es eher Hunderte von Anfragen sind als viele Tausende.</translation>
    </message>
    <message>
        <source>steps on a thread pool</source>
        <translation>Schritte in einem Vorrat an Threads</translation>
    </message>
    <message>
        <source>An event loop has the network, and a pool of threads wraps, saves and deletes. Right where the steps take long enough to hold up the loop, and threads can really run side by side.</source>
        <translation>Eine Ereignisschleife hat das Netz, und ein Vorrat an Threads verpackt, speichert und löscht. Richtig, wo die Schritte lange genug dauern, um die Schleife aufzuhalten, und Threads wirklich nebeneinander laufen können.</translation>
    </message>
    <message>
        <source>steps in a process for each processor</source>
        <translation>Schritte in je einem Prozess für jeden Prozessor</translation>
    </message>
    <message>
        <source>An event loop has the network, and other processes wrap, save and delete what is sent to them. Right where the steps are heavy and a crash in one must not take the rest along; for small pages the way there and back costs more than the work.</source>
        <translation>Eine Ereignisschleife hat das Netz, und andere Prozesse verpacken, speichern und löschen, was ihnen geschickt wird. Richtig, wo die Schritte schwer sind und ein Absturz in einem den Rest nicht mitreißen darf; bei kleinen Seiten kostet der Weg hin und zurück mehr als die Arbeit.</translation>
    </message>
    <message>
        <source>an event loop and a share in each</source>
        <translation>eine Ereignisschleife und ein Anteil in jedem</translation>
    </message>
    <message>
        <source>Several processes each run their share of the requests in an event loop of their own. Right where one processor is not enough for all of them, and the shares need nothing from each other.</source>
        <translation>Mehrere Prozesse erledigen jeder seinen Anteil der Anfragen in einer eigenen Ereignisschleife. Richtig, wo ein Prozessor nicht für alle reicht und die Anteile nichts voneinander brauchen.</translation>
    </message>
    <message>
        <source>one at a time, external</source>
        <translation>eine nach der anderen, extern</translation>
    </message>
    <message>
        <source>A loop over requests with Python&apos;s best-known HTTP library and one session, so the connection is kept. Right for scripts with a handful of requests, as nothing is easier to read.</source>
        <translation>Eine Schleife über die Anfragen mit Pythons bekanntester HTTP-Bibliothek und einer Sitzung, sodass die Verbindung offen bleibt. Richtig für Skripte mit einer Handvoll Anfragen, denn nichts ist leichter zu lesen.</translation>
    </message>
    <message>
        <source>requests in a thread pool, external</source>
        <translation>requests in einem Vorrat an Threads, extern</translation>
    </message>
    <message>
        <source>A ThreadPoolExecutor whose threads each wait for a request of their own; Python runs one of them at a time, but waits in all. Right where blocking Python is there already and waits for the network.</source>
        <translation>Ein ThreadPoolExecutor, dessen Threads jeder auf eine eigene Anfrage warten; Python führt immer nur einen von ihnen aus, wartet aber in allen. Richtig, wo es schon blockierendes Python gibt, das auf das Netz wartet.</translation>
    </message>
    <message>
        <source>aiohttp, external</source>
        <translation>aiohttp, extern</translation>
    </message>
    <message>
        <source>Tasks on one event loop, with aiohttp for the network. Right where Python has many requests in flight and little to compute between them.</source>
        <translation>Tasks in einer Ereignisschleife, mit aiohttp für das Netz. Richtig, wo Python viele Anfragen unterwegs und dazwischen wenig zu rechnen hat.</translation>
    </message>
    <message>
        <source>net/http, external</source>
        <translation>net/http, extern</translation>
    </message>
    <message>
        <source>Goroutines that read as if they blocked, joined by channels, on as many threads as there are processors. Right where many requests meet real work, and a compiled program is welcome.</source>
        <translation>Goroutinen, die sich lesen, als blockierten sie, verbunden durch Kanäle, auf so vielen Threads, wie es Prozessoren gibt. Richtig, wo viele Anfragen auf echte Arbeit treffen und ein kompiliertes Programm willkommen ist.</translation>
    </message>
    <message>
        <source>asyncio and httpx, external</source>
        <translation>asyncio und httpx, extern</translation>
    </message>
    <message>
        <source>Tasks on one event loop again, with httpx, whose calls are the same with and without asyncio. Right where one program has both, and a request may cost some more.</source>
        <translation>Wieder Tasks in einer Ereignisschleife, mit httpx, dessen Aufrufe mit und ohne asyncio dieselben sind. Richtig, wo ein Programm beides hat und eine Anfrage etwas mehr kosten darf.</translation>
    </message>
    <message>
        <source>async functions, external</source>
        <translation>async-Funktionen, extern</translation>
    </message>
    <message>
        <source>Async functions on Node&apos;s event loop, with the fetch that browsers have; files are written by a few threads beside it. Right where the program is JavaScript, and mostly waits.</source>
        <translation>Async-Funktionen in der Ereignisschleife von Node, mit dem fetch, das Browser haben; Dateien schreiben ein paar Threads daneben. Richtig, wo das Programm aus JavaScript ist und meist wartet.</translation>
    </message>
    <message>
        <source>virtual threads or futures, external</source>
        <translation>virtuelle Threads oder Futures, extern</translation>
    </message>
    <message>
        <source>The HTTP client of Java&apos;s own library: from Java 21 on in a virtual thread for each lane, which reads as if it blocked, before that in chains of CompletableFuture. Right for long-lived services, which start seldom and have memory to spare.</source>
        <translation>Der HTTP-Client aus Javas eigener Bibliothek: ab Java 21 in einem virtuellen Thread für jede Spur, der sich liest, als blockierte er, davor in Ketten von CompletableFuture. Richtig für langlebige Dienste, die selten starten und Speicher übrig haben.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Sweep</name>
    <message>
        <source>%1 at once</source>
        <translation>%1 gleichzeitig</translation>
    </message>
    <message>
        <source>engine threads: %1</source>
        <translation>Engine-Threads: %1</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>gemessen</translation>
    </message>
    <message>
        <source>the rate that was asked for</source>
        <translation>die verlangte Rate</translation>
    </message>
    <message>
        <source>at once ÷ shortest time of a request (Little’s law)</source>
        <translation>gleichzeitig ÷ kürzeste Dauer einer Anfrage (Littles Gesetz)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>knee at %1</source>
        <translation>Knie bei %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, log scale</source>
        <translation>%1, log. Skala</translation>
    </message>
    <message>
        <source>floor: %1, the server’s own delay</source>
        <translation>Untergrenze: %1, die Verzögerung des Servers selbst</translation>
    </message>
    <message>
        <source>floor: %1, the shortest measured</source>
        <translation>Untergrenze: %1, die kürzeste gemessene</translation>
    </message>
    <message>
        <source>at once ÷ shortest response (Little’s law)</source>
        <translation>gleichzeitig ÷ kürzeste Antwortzeit (Littles Gesetz)</translation>
    </message>
</context>
<context>
    <name>fiftyfold::SweepPage</name>
    <message>
        <source>requests per second, log scale</source>
        <translation>Anfragen je Sekunde, log. Skala</translation>
    </message>
    <message>
        <source>log scale</source>
        <translation>log. Skala</translation>
    </message>
    <message>
        <source>of the client, log scale</source>
        <translation>des Clients, log. Skala</translation>
    </message>
</context>
<context>
    <name>fiftyfold::SweepPlot</name>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Response time, mean</source>
        <translation>Antwortzeit, Mittel</translation>
    </message>
    <message>
        <source>Processor time a request</source>
        <translation>Prozessorzeit je Anfrage</translation>
    </message>
    <message>
        <source>most: %1</source>
        <translation>Höchstes: %1</translation>
    </message>
    <message>
        <source>knee of %1: %2</source>
        <translation>Knie von %1: %2</translation>
    </message>
    <message>
        <source>knee: %1</source>
        <translation>Knie: %1</translation>
    </message>
    <message>
        <source>%1 (%2 to %3)</source>
        <translation>%1 (%2 bis %3)</translation>
    </message>
    <message>
        <source>bound</source>
        <translation>Schranke</translation>
    </message>
    <message>
        <source>floor</source>
        <translation>Untergrenze</translation>
    </message>
    <message>
        <source>%1; %2</source>
        <translation>%1; %2</translation>
    </message>
</context>
<context>
    <name>fiftyfold::TargetModel</name>
    <message>
        <source>%1 △</source>
        <translation>%1 △</translation>
    </message>
    <message>
        <source>%1, too few requests</source>
        <translation>%1, zu wenige Anfragen</translation>
    </message>
    <message>
        <source>△ too few requests for this percentile</source>
        <translation>△ zu wenige Anfragen für dieses Perzentil</translation>
    </message>
    <message>
        <source>Show the requests of %1</source>
        <translation>Die Anfragen von %1 zeigen</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
</context>
<context>
    <name>fiftyfold::TargetsCard</name>
    <message>
        <source>Targets</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Targets in figures</source>
        <translation>Ziele in Zahlen</translation>
    </message>
    <message>
        <source>Return on one shows its requests.</source>
        <translation>Die Eingabetaste auf einem zeigt seine Anfragen.</translation>
    </message>
    <message>
        <source>Show its &amp;requests</source>
        <translation>Seine &amp;Anfragen zeigen</translation>
    </message>
    <message>
        <source>&amp;Copy rows as text</source>
        <translation>Zeilen als Text &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Threshold</name>
    <message>
        <source>not below</source>
        <translation>nicht unter</translation>
    </message>
    <message>
        <source>not above</source>
        <translation>nicht über</translation>
    </message>
    <message>
        <source>no request began that was due at a time of its own, so there is no %1</source>
        <translation>keine Anfrage begann, die zu einer eigenen Zeit fällig war, also gibt es kein %1</translation>
    </message>
    <message>
        <source>no request was done that has a stage %1, so there is no %2</source>
        <translation>keine Anfrage wurde fertig, die eine Phase %1 hat, also gibt es kein %2</translation>
    </message>
    <message>
        <source>no request was done, so there is no %1</source>
        <translation>keine Anfrage wurde fertig, also gibt es kein %1</translation>
    </message>
    <message>
        <source>no request was done or failed, so %1 says nothing</source>
        <translation>keine Anfrage wurde fertig oder scheiterte, also sagt %1 nichts</translation>
    </message>
    <message>
        <source>%1 can&apos;t support %2</source>
        <translation>%1 tragen %2 nicht</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 Anfragen</translation>
    </message>
    <message>
        <source>the run was stopped before its end</source>
        <translation>der Lauf wurde vor seinem Ende angehalten</translation>
    </message>
    <message>
        <source>%1 is %2</source>
        <translation>%1 ist %2</translation>
    </message>
    <message>
        <source>%1, %2 %3</source>
        <translation>%1, %2 %3</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ThresholdEditor</name>
    <message>
        <source>+ Add</source>
        <translation>+ Hinzufügen</translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation>Schwellwerte</translation>
    </message>
    <message>
        <source>What the run has to keep to. Delete removes the selected one</source>
        <translation>Was der Lauf einhalten muss. Entf entfernt den gewählten</translation>
    </message>
    <message>
        <source>Each must hold at the end. One that the count of requests cannot support is &lt;i&gt;undecided&lt;/i&gt;.</source>
        <translation>Jeder muss am Ende eingehalten sein. Was die Zahl der Anfragen nicht trägt, ist &lt;i&gt;unentschieden&lt;/i&gt;.</translation>
    </message>
    <message>
        <source>Undecided fails</source>
        <translation>Unentschieden scheitert</translation>
    </message>
    <message>
        <source>A threshold that is undecided, since there are too few requests for its percentile, counts as crossed</source>
        <translation>Ein Schwellwert, der unentschieden bleibt, da es für sein Perzentil zu wenige Anfragen sind, zählt als überschritten</translation>
    </message>
    <message>
        <source>p50 to p99.9, mean, min or max of the response time; with service., lag. or a stage and a dot before it (wait.p95) of another; or elapsed, rate, failed, checks, lag</source>
        <translation>p50 bis p99.9, mean, min oder max der Antwortzeit; mit service., lag. oder einer Phase und einem Punkt davor (wait.p95) einer anderen; oder elapsed, rate, failed, checks, lag</translation>
    </message>
    <message>
        <source>Figure of a new threshold</source>
        <translation>Größe eines neuen Schwellwerts</translation>
    </message>
    <message>
        <source>How it is held against the limit</source>
        <translation>Wie sie mit der Grenze verglichen wird</translation>
    </message>
    <message>
        <source>Limit of a new threshold</source>
        <translation>Grenze eines neuen Schwellwerts</translation>
    </message>
    <message>
        <source>A time such as 800us, 120ms, 1.5s; of rate 200/s; of failed and checks 1% or a number</source>
        <translation>Eine Zeit wie 800us, 120ms, 1.5s; von rate 200/s; von failed und checks 1% oder eine Zahl</translation>
    </message>
    <message>
        <source>Add the threshold</source>
        <translation>Den Schwellwert hinzufügen</translation>
    </message>
    <message>
        <source>A threshold takes a figure and a limit such as p95 &lt; 120ms, got %1.</source>
        <translation>Ein Schwellwert nimmt eine Größe und eine Grenze wie p95 &lt; 120ms, nicht %1.</translation>
    </message>
    <message>
        <source>%1 is among the thresholds.</source>
        <translation>%1 ist schon unter den Schwellwerten.</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>&amp;undecided fails</source>
        <translation>unentschieden s&amp;cheitert</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ThresholdStrip</name>
    <message>
        <source>Thresholds</source>
        <translation>Schwellwerte</translation>
    </message>
    <message>
        <source>THRESHOLDS</source>
        <translation>SCHWELLWERTE</translation>
    </message>
    <message>
        <source>and %1 more: %2 crossed</source>
        <translation>und %1 weitere: %2 überschritten</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>%1: %2 crossed</source>
        <translation>%1: %2 überschritten</translation>
    </message>
</context>
<context>
    <name>fiftyfold::ThresholdWords</name>
    <message>
        <source>of the whole run</source>
        <translation>des ganzen Laufs</translation>
    </message>
    <message>
        <source>of requests done, by time</source>
        <translation>fertiger Anfragen, nach Zeit</translation>
    </message>
    <message>
        <source>in place of exit 3</source>
        <translation>statt Exit-Code 3</translation>
    </message>
    <message>
        <source>of failed checks</source>
        <translation>gescheiterter Prüfungen</translation>
    </message>
    <message>
        <source>of response time</source>
        <translation>der Antwortzeit</translation>
    </message>
    <message>
        <source>without lag</source>
        <translation>ohne Verzug</translation>
    </message>
    <message>
        <source>of lag alone</source>
        <translation>des Verzugs allein</translation>
    </message>
    <message>
        <source>of stage %1</source>
        <translation>der Phase %1</translation>
    </message>
    <message>
        <source>held</source>
        <translation>eingehalten</translation>
    </message>
    <message>
        <source>crossed</source>
        <translation>überschritten</translation>
    </message>
    <message>
        <source>undecided</source>
        <translation>unentschieden</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation>%1 %2: %3</translation>
    </message>
    <message>
        <source>%1
Nothing was measured yet</source>
        <translation>%1
Noch nichts gemessen</translation>
    </message>
    <message>
        <source>%1
Measured so far, within 1 %: %2</source>
        <translation>%1
Bisher gemessen, auf 1 %: %2</translation>
    </message>
    <message>
        <source>%1
Measured: %2</source>
        <translation>%1
Gemessen: %2</translation>
    </message>
    <message>
        <source>1 threshold undecided</source>
        <translation>1 Schwellwert unentschieden</translation>
    </message>
    <message>
        <source>%1 thresholds undecided</source>
        <translation>%1 Schwellwerte unentschieden</translation>
    </message>
    <message>
        <source>%1 of 1 threshold held</source>
        <translation>%1 von 1 Schwellwert eingehalten</translation>
    </message>
    <message>
        <source>%1 of %2 thresholds held</source>
        <translation>%1 von %2 Schwellwerten eingehalten</translation>
    </message>
    <message>
        <source>%1, %2 undecided</source>
        <translation>%1, %2 unentschieden</translation>
    </message>
</context>
<context>
    <name>fiftyfold::Tile</name>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
</context>
<context>
    <name>fiftyfold::TileStrip</name>
    <message>
        <source>ELAPSED</source>
        <translation>DAUER</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>DONE</source>
        <translation>FERTIG</translation>
    </message>
    <message>
        <source>of 00000</source>
        <translation>von 00000</translation>
    </message>
    <message>
        <source>OVERLAP</source>
        <translation>ÜBERLAPPUNG</translation>
    </message>
    <message>
        <source>× of 000</source>
        <translation>× von 000</translation>
    </message>
    <message>
        <source>RATE</source>
        <translation>RATE</translation>
    </message>
    <message>
        <source>per s</source>
        <translation>je s</translation>
    </message>
    <message>
        <source>LATENCY p50 · p95 · max</source>
        <translation>LATENZ p50 · p95 · max</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>RATE achieved · asked</source>
        <translation>RATE erreicht · verlangt</translation>
    </message>
    <message>
        <source>of 000/s</source>
        <translation>von 000/s</translation>
    </message>
    <message>
        <source>RESPONSE p50 · p95 · p99</source>
        <translation>ANTWORTZEIT p50 · p95 · p99</translation>
    </message>
    <message>
        <source>SERVICE p95</source>
        <translation>BEDIENZEIT p95</translation>
    </message>
    <message>
        <source>LAG p99</source>
        <translation>VERZUG p99</translation>
    </message>
    <message>
        <source>FAILED</source>
        <translation>GESCHEITERT</translation>
    </message>
    <message>
        <source>GENERATOR</source>
        <translation>GENERATOR</translation>
    </message>
    <message>
        <source>too few lanes</source>
        <translation>zu wenige Spuren</translation>
    </message>
    <message>
        <source>max 0.00 ms</source>
        <translation>max 0.00 ms</translation>
    </message>
    <message>
        <source>without lag</source>
        <translation>ohne Verzug</translation>
    </message>
    <message>
        <source>64 at once · 441 wanted</source>
        <translation>64 gleichzeitig · 441 nötig</translation>
    </message>
    <message>
        <source>From the start of the clock to the last outcome</source>
        <translation>Vom Start der Uhr bis zum letzten Ausgang</translation>
    </message>
    <message>
        <source>Requests that went through every step</source>
        <translation>Anfragen, die durch jeden Schritt kamen</translation>
    </message>
    <message>
        <source>How many requests were in progress on average: the time in progress of all requests, divided by the elapsed time</source>
        <translation>Wie viele Anfragen im Mittel gleichzeitig im Gange waren: die Zeit aller Anfragen im Gange, geteilt durch die Dauer</translation>
    </message>
    <message>
        <source>Requests done, by the elapsed time</source>
        <translation>Fertige Anfragen, geteilt durch die Dauer</translation>
    </message>
    <message>
        <source>From leaving the queue to the last byte of the reply, of requests that are done: half of them were faster than p50, 95 of 100 faster than p95</source>
        <translation>Vom Verlassen der Warteschlange bis zum letzten Byte der Antwort, von fertigen Anfragen: die Hälfte war schneller als p50, 95 von 100 schneller als p95</translation>
    </message>
    <message>
        <source>Requests that began a second, and how many a second were to begin: on average over the time in which they were due</source>
        <translation>Wie viele Anfragen in der Sekunde begannen, und wie viele beginnen sollten: im Mittel über die Zeit, in der sie fällig waren</translation>
    </message>
    <message>
        <source>From leaving the queue to the last byte of the reply, of requests that are done: what the server took, without the time that a request waited for its turn</source>
        <translation>Vom Verlassen der Warteschlange bis zum letzten Byte der Antwort, von fertigen Anfragen: was der Server brauchte, ohne die Zeit, die eine Anfrage wartete, bis sie an der Reihe war</translation>
    </message>
    <message>
        <source>How long after they were due requests began: 99 of 100 began sooner than that</source>
        <translation>Wie lange nach ihrer Fälligkeit Anfragen begannen: 99 von 100 begannen früher</translation>
    </message>
    <message>
        <source>Requests that ended in an error; click a red row in the waterfall to see why</source>
        <translation>Anfragen, die mit einem Fehler endeten; ein Klick auf eine rote Zeile im Wasserfall zeigt, warum</translation>
    </message>
    <message>
        <source>From when a request was due to the last byte of its reply, of requests that are done: what who asks at that rate waits. %1</source>
        <translation>Von der Fälligkeit einer Anfrage bis zum letzten Byte ihrer Antwort, von fertigen Anfragen: was wartet, wer in dieser Rate fragt. %1</translation>
    </message>
    <message>
        <source>Whether the client sent requests when they were due</source>
        <translation>Ob der Client Anfragen sendete, wenn sie fällig waren</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>insecure</source>
        <translation>unsicher</translation>
    </message>
    <message>
        <source>%1. TLS certificates were not verified: whoever answered was taken for the server</source>
        <translation>%1. TLS-Zertifikate wurden nicht geprüft: Wer auch antwortete, galt als der Server</translation>
    </message>
    <message>
        <source>Figures of the run</source>
        <translation>Zahlen des Laufs</translation>
    </message>
    <message>
        <source>The menu key opens a menu to copy them.</source>
        <translation>Die Menütaste öffnet ein Menü, um sie zu kopieren.</translation>
    </message>
    <message>
        <source>&amp;Copy figures</source>
        <translation>Zahlen &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>fiftyfold::TimeScale</name>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <comment>from – to</comment>
        <translation>%1–%2</translation>
    </message>
</context>
<context>
    <name>fiftyfold::UrlField</name>
    <message>
        <source>practice server, built in</source>
        <translation>Übungsserver, eingebaut</translation>
    </message>
</context>
<context>
    <name>fiftyfold::VaryField</name>
    <message>
        <source>&amp;Vary</source>
        <translation>&amp;Variieren</translation>
    </message>
    <message>
        <source>What is compared: strategies alone, or the same with each value of something else. A number makes a sweep, with a curve for each strategy</source>
        <translation>Was verglichen wird: Strategien allein, oder dasselbe mit jedem Wert von etwas anderem. Eine Zahl macht eine Reihe, mit einer Kurve für jede Strategie</translation>
    </message>
    <message>
        <source>What is varied</source>
        <translation>Was variiert wird</translation>
    </message>
    <message>
        <source>Its values, with a comma between them; of a header a bar, and its name once: Accept-Encoding: gzip | br</source>
        <translation>Seine Werte, mit einem Komma dazwischen; bei einem Header ein senkrechter Strich, und sein Name einmal: Accept-Encoding: gzip | br</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>As tab&amp;le</source>
        <translation>&amp;Als Tabelle</translation>
    </message>
    <message>
        <source>Each value as a row, instead of charts</source>
        <translation>Jeder Wert als Zeile, statt der Diagramme</translation>
    </message>
    <message>
        <source>Show as table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Strategies alone</source>
        <translation>Strategien allein</translation>
    </message>
    <message>
        <source>The &amp;article’s case</source>
        <translation>Der Fall des A&amp;rtikels</translation>
    </message>
    <message>
        <source>50 requests, 340 ms each, sequential against async, as in the article of 2018 that this program grew from. Its figures stand beside those measured here</source>
        <translation>50 Anfragen von je 340 ms, nacheinander gegen async, wie im Artikel von 2018, aus dem dieses Programm entstand. Dessen Zahlen stehen neben den hier gemessenen</translation>
    </message>
    <message>
        <source>The article’s case</source>
        <translation>Der Fall des Artikels</translation>
    </message>
</context>
<context>
    <name>fiftyfold::WaterfallHeader</name>
    <message>
        <source>By lane</source>
        <translation>Nach Spuren</translation>
    </message>
    <message>
        <source>By request</source>
        <translation>Nach Anfragen</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Fit the whole run</source>
        <translation>Den ganzen Lauf zeigen</translation>
    </message>
    <message>
        <source>A row for each lane, its requests one after the other</source>
        <translation>Eine Zeile für jede Spur, ihre Anfragen nacheinander</translation>
    </message>
    <message>
        <source>A row for each request</source>
        <translation>Eine Zeile für jede Anfrage</translation>
    </message>
</context>
<context>
    <name>fiftyfold::WaterfallView</name>
    <message>
        <source>Waterfall: a row for each request</source>
        <translation>Wasserfall: eine Zeile je Anfrage</translation>
    </message>
    <message>
        <source>Scroll the requests</source>
        <translation>Die Anfragen scrollen</translation>
    </message>
    <message>
        <source>Failed. %1</source>
        <translation>Gescheitert. %1</translation>
    </message>
    <message>
        <source>Among the slowest. %1</source>
        <translation>Unter den langsamsten. %1</translation>
    </message>
    <message>
        <source>Failed near it, too: %1</source>
        <translation>In der Nähe auch gescheitert: %1</translation>
    </message>
    <message>
        <source>1 request</source>
        <translation>1 Anfrage</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 Anfragen</translation>
    </message>
    <message>
        <source>1 lane</source>
        <translation>1 Spur</translation>
    </message>
    <message>
        <source>%1 lanes</source>
        <translation>%1 Spuren</translation>
    </message>
    <message>
        <source>%1 · %2 in it · %3</source>
        <translation>%1 · %2 darin · %3</translation>
    </message>
    <message>
        <source>%1 · %2 under way in it</source>
        <translation>%1 · %2 darin unterwegs</translation>
    </message>
    <message>
        <source>%1 · rows %2–%3</source>
        <translation>%1 · Zeilen %2–%3</translation>
    </message>
    <message>
        <source>%1 shown</source>
        <translation>%1 gezeigt</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>the slowest took %1</source>
        <translation>die langsamste dauerte %1</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 gescheitert</translation>
    </message>
    <message>
        <source>none failed</source>
        <translation>keine gescheitert</translation>
    </message>
    <message>
        <source>No request is selected. Up and Down select one</source>
        <translation>Keine Anfrage ist gewählt. Auf und Ab wählen eine</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>two sentences</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>Waterfall: a row for each lane</source>
        <translation>Wasserfall: eine Zeile für jede Spur</translation>
    </message>
    <message>
        <source>request	lane	stage	from (ms)	to (ms)</source>
        <translation>Anfrage	Spur	Phase	von (ms)	bis (ms)</translation>
    </message>
    <message>
        <source>picked: responses of %1 to %2; Esc lets go</source>
        <translation>ausgewählt: Antwortzeiten von %1 bis %2; Esc hebt die Auswahl auf</translation>
    </message>
    <message>
        <source>It is further up; a click goes there.</source>
        <translation>Sie ist weiter oben; ein Klick führt hin.</translation>
    </message>
    <message>
        <source>It is further down; a click goes there.</source>
        <translation>Sie ist weiter unten; ein Klick führt hin.</translation>
    </message>
    <message>
        <source>A click goes there.</source>
        <translation>Ein Klick führt hin.</translation>
    </message>
</context>
<context>
    <name>fiftyfold::WindowWording</name>
    <message>
        <source>“%1” (in the terminal only)</source>
        <translation>„%1“ (nur im Terminal)</translation>
    </message>
    <message>
        <source>“Load: %1”</source>
        <translation>„Last: %1“</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>%1 (under Requests…)</source>
        <translation>%1 (unter Anfragen …)</translation>
    </message>
    <message>
        <source>%1 (under More…)</source>
        <translation>%1 (unter Weitere …)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 takes %2, got %3.</source>
        <translation>%1 nimmt %2, nicht %3.</translation>
    </message>
    <message>
        <source>“Vary: %1”</source>
        <translation>„Variieren: %1“</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
</context>
</TS>
