<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_GB">
<context>
    <name>fiftyfold::BandLegend</name>
    <message>
        <source>Legend</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::CommandBox</name>
    <message>
        <source>Cop&amp;y</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command that runs this in the terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole command, on one line; secrets are left out of it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::CommandPaste</name>
    <message>
        <source>Taken over as well, without a field of its own here: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of the command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read this file, and send what is in it with each request?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read these files, and send what is in them with each request?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pasted command names them:
%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Read and take over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;No, change nothing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::Comparison</name>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>practice server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>practice server, %1 on average</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>practice server, %1 ± %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>practice server, %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whiskers: 95&#xa0;% bootstrap interval of the median</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whiskers: from the fastest to the slowest of fewer than %1 rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>whiskers: from the fastest to the slowest round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ×</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>certificates not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rounds, taken in turn A B C … C B A</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>floor: %1, the server’s own delay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>floor: %1, the server’s own delay %2 times over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>run %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · almost done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · about %2 left</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonAxis</name>
    <message>
        <source>Scale of the bars</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonBar</name>
    <message>
        <source>Stra&amp;tegies…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the strategies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>R&amp;ounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How often each strategy runs, after a warm-up that counts in nothing. With five or more, the interval of the median is worth something</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the others are held against. May be changed at any time, also afterwards</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The &amp;article’s case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>50 requests, 340 ms each, sequential against async, as in the article of 2018 that this program grew from. Its figures stand beside those measured here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The article’s case</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stra&amp;tegies (%1)…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which strategies to compare, and a runner of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.
%2 can’t run here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A run goes on in the main window. It would disturb this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run the comparison (F5 or Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel what runs now and keep the rounds that are done (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonChart</name>
    <message>
        <source>Requests done over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 done after %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonChooser</name>
    <message>
        <source>What to compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Strategies and programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strategies and programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Space checks and unchecks. What is greyed can’t run here; its line says what would install it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own runner: any program that speaks fiftyfold.runner/1 on its standard input and output. Leave the command empty for none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own runner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of your own runner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it is called in the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;mmand line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>python3 /home/me/runner.py --fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command line of your own runner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Program and arguments, started without a shell; quote what has spaces in it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong with this choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own runner has a name, but no command line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command line of your own runner names no program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose at least one strategy.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonDelegate</name>
    <message>
        <source>See the code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s reported in 2018</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>
Enter or a double click shows its code.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonModel</name>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>can’t run here: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, between %2 and %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1; %2 reported in 2018</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 times as fast as %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Median time (log scale)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times as fast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Times as fast as %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonScale</name>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonSetup</name>
    <message>
        <source>Your own runner</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonTable</name>
    <message>
        <source>See the &amp;code</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strategies that are compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll the strategies</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ComparisonWindow</name>
    <message>
        <source>Compare — Fiftyfold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is compared</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is the same for all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This page as a PNG (Ctrl+S)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The comparison as Markdown or JSON (Ctrl+E)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run a&amp;gain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same comparison once more (F5 or Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◇ reported in 2018, not measured here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent, since something else was begun or chosen while the question stood. Press Run again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Same for all: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for the run in the main window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopping …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stopped after %1 of %2 runs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done, %1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose strategies that can run here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the practice server, which is built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 round</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 rounds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 strategy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 strategies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Run (F5): %1, a warm-up and %2 of each, %3 requests in all to %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A curve comes with the first round of each.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warming up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Round 1 of %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before a round was whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None got through a round: the rows above say why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is chosen to be compared.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These figures are of what was compared before, not of what is chosen now. They stay until Run replaces them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program stood still for a while in %1 of the runs: do not trust these figures, run it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing could be compared: each strategy failed. The rows say why.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the comparison</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Markdown (*.md)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sho&amp;w all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all of the time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Up to the end of the slowest, instead of the slowest with more than one at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests done over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>first %1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the picture could not be made</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The thread that writes the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::DetailsPanel</name>
    <message>
        <source>Click a row of the waterfall, or choose one with Up and Down, to see where its time went.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL of this request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lane</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>service time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>total</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time of the whole request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Response headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · connection %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, reused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · new connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · connection reused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · sent again once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · sent again %1 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not told by this runner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · certificates not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · lag %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of the selected request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>response time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>never in this run</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ErrorModel</name>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ErrorsPanel</name>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes of errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click one, or press Return, to go to its requests, one after the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll the errors</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::HeadersTable</name>
    <message>
        <source>Name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Value</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::HelpBoxes</name>
    <message>
        <source>run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>go to the URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>load: how many requests, and when</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests: headers, body, and files of many</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>more options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>compare strategies, in a window of their own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in that window: save the picture, export, close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in that window: see the code of the selected strategy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>zoom in, zoom out, fit the whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the same in a chart, and move through time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>select a request in the waterfall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>filter the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy the selected log lines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>quit</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadCurve</name>
    <message>
        <source>The load over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lanes, until all have ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per second, over %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lanes, over %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadDialog</name>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a request begins as soon as a lane is free: the server sets the pace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests become due at a rate, whether a lane is free or not: as the public arrives</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;quests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many requests to send in all. Left empty: 50, or with a duration as many as there is time for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A&amp;t once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many requests may be in flight at the same time. Left empty: all of them, 256 at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ramp-&amp;up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ramp-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lanes open one after the other over this time: 250ms, 10s, 2m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all at first</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Arrivals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Arrivals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>e&amp;ven</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Even arrivals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the same distance from one another</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Poisson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Poisson arrivals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At random, as a public comes: each without regard to the others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See&amp;d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Seed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A whole number: the same one gives the same instants</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At once, most in flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Most requests in flight. Left empty: 1,024. One that is due while all lanes are busy waits, and that is its lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many requests at most. Left empty: as many as become due, or 50 where nothing else ends the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Duration</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For how long requests begin: 250ms, 10s, 2m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dra&amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drain</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long what is under way at the end may still take; then it is cancelled: 250ms, 10s, 2m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Warm-up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warm-up requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests before the clock starts; they are in no figure</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong with this load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same in the terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defau&amp;lts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, the pieces’ sum</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until all have ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as time allows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>all that are due</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadFigureWording</name>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of the rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>processors %1 busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lag p99 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p99.9: %1%2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>* too few requests for this percentile: p99 needs 100, p99.9 1,000.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fell behind</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too few lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>kept up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at once · %2 wanted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too few lanes so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the client fell behind so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too few lanes, %1 wanted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the client fell behind, %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadLabel</name>
    <message>
        <source>How late the window&apos;s event loop comes round, its longest block in this run, and the processor time that the program uses: 100 % is one core all the time, 200 % two</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>event loop lag %1 ms · longest %2 ms · cpu %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>–</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::LoadWording</name>
    <message>
        <source>1 request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 requests become due in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 request becomes due in %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 requests become due in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>requests for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for %1, %2 at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, one after the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, each as a lane is free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 lane does</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lanes do</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as many as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 at most</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::LogModel</name>
    <message>
        <source>left the queue, lane %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name resolved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>request sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reply begun</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>received</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>wrapped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deleted %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>replied %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection reused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after one retry</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after %1 retries</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::LogPanel</name>
    <message>
        <source>Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter the log by text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show only lines that contain this text, such as #38 or saved (Ctrl+F)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Level of the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How much the log shows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll the log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the last %1 lines; %2 older ones are gone</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::MainWindow</name>
    <message>
        <source>Fiftyfold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+Q</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the selected log lines or text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Find in log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+F</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl++</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+-</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Fit the whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Figures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;System</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Esc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel what is open and remove its files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+K</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run this plan under several strategies and see how many times as fast each is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the &amp;URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+L</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Load…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+D</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;quests…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+T</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More options…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ctrl+M</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>F1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Fiftyfold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the practice server, which is built in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Run (F5): %1, to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command was not taken over. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request of the curl command was taken over: %1 %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::MessageBar</name>
    <message>
        <source>Message</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide this message</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::PieceEditor</name>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pieces of the rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each piece goes evenly from one rate to the other: 0/s, 200/s, 30/m; for 250ms, 10s, 2m. Type into a cell, or press F2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a piece after the selected one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the selected piece</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the selected piece up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the selected piece down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::PlanDialog</name>
    <message>
        <source>More options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Groups of options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Limits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Absolute deadline of one request, from its first stage to its last byte: 250ms, 10s, 2m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conn&amp;ect timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect timeout</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For name lookup, connecting and TLS together: 250ms, 5s, 1m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest &amp;reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Largest reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A larger reply fails: 64KiB, 16MiB, 1GiB</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Success &amp;means status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Success means status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status codes that count as success: 200-399,404</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow re&amp;directs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>none: a redirect is the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow redirects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many redirects to follow, one after the other</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chec&amp;ks, one to a line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>json /ok = true
within 200ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a reply must be to count as done: body contains TEXT, body matches REGEX, header NAME contains TEXT, json /pointer = VALUE, size 10..20000, within 200ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Steps and files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ste&amp;ps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Steps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happens to each reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch and wrap in HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fetch, wrap in HTML and save to a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete each file once it is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete each file once it is saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without this the files stay in the run&apos;s folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the system&apos;s temporary folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each run makes a private folder in here for its files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Browse…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Browse for the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;nnection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transport</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What carries HTTP under the QNetworkAccessManager. curl takes less processor time and tells dns, connect and tls apart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;HTTP version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP/2 is agreed on in the TLS handshake, so it needs an https URL and the transport curl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Engine threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Engine threads</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each has its share of the lanes; there are never more threads than lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new connection &amp;for each request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new connection for each request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Without this, connections are kept and used again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not &amp;verify certificates (insecure)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not verify certificates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For servers of your own with a self-signed certificate. Shown with the run and kept in its record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>curl — libcurl, true stage times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>qt — Qt&apos;s own HTTP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2 — https URLs, transport curl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong with these options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for the runs&apos; files</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::PlanField</name>
    <message>
        <source>Strategy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a command that is pasted into the URL’s field</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Delete each file once it is saved” off (under More…)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undecided fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the menu Help</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::PreviewText</name>
    <message>
        <source>… %1 bytes in all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 target</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 entries left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Columns: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 more, shuffled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 more, in turn</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ProgressChart</name>
    <message>
        <source>Progress chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No run yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ProgressPage</name>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each request will be a row here, from left to right in time: waiting, receiving, wrapping, saving, deleting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>row = one request · scroll to zoom, drag to pan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waterfall</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · certificates not verified</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · scroll to zoom, drag to pan</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ProgressView</name>
    <message>
        <source>Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per second</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RateChart</name>
    <message>
        <source>Rate chart</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>achieved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lag p99</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RateEditor</name>
    <message>
        <source>&amp;Rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Co&amp;nstant</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ra&amp;mp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pi&amp;eces</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rate: 200/s, 30/m</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Constant rate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>200/s or 30/m, until the duration is over or all requests are sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate at the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate at the end</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>evenly, over the duration</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RateLegend</name>
    <message>
        <source>Legend of the rates</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, up to %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RemoteGuard</name>
    <message>
        <source>&amp;Send requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This host is neither on this machine nor in a private network. Go on only if its owner does not mind. You will not be asked again for this host.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These hosts are neither on this machine nor in a private network. Go on only if their owners do not mind. You will not be asked again for them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These are %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and %2 more hosts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run against %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send %1 to %2, up to %3 at once?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare against %1?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send %1 requests in all to %2, up to %3 at once?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is %1 requests for each of %2 strategies, in a warm-up and %3 rounds. %4</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestModel</name>
    <message>
        <source>done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not due yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lag %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>lane %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Request %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestReader</name>
    <message>
        <source>The file &quot;%1&quot; could not be read: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is no plain file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is larger than %1 bytes</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RequestsDialog</name>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP method: pick one or type your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the requests go; places such as {{name}} or {{index}} are filled for each request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent with each request. Lines “Name: value” can be pasted. Values of Authorization, Cookie and X-Api-Key are used, but never stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a header</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remo&amp;ve</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the selected headers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the selected headers (Del)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User a&amp;gent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fiftyfold and its version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User agent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the program names itself to the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Body</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent with each request, as UTF-8; for POST, PUT and PATCH</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a file: one request only without it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of many requests that are sent in turn, instead of the one above: lines URL or METHOD URL, lines of JSON, or a HAR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file of targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or&amp;der</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In which order targets are asked: as they stand in the file, or shuffled by the seed of the load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ro&amp;ws</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a CSV file for places such as {{name}}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A CSV file with a header: {{column}} in URL, headers and body takes the next row’s value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choos&amp;e…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file of rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first requests, as the&amp;y will be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first requests, as they will be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secrets are left out here, and sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in turn, as they stand there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>shuffled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong with these requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>File of rows</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defau&amp;lts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 bytes, sent as they are; only the beginning is shown. Defaults takes them away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No body.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent as a form (application/x-www-form-urlencoded), as no header Content-Type says otherwise.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent as %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunBar</name>
    <message>
        <source>HTTP method: pick one or type your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HTTP method</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where the requests go (Ctrl+L): an http or https URL, or practice:… for the practice server that ships with the program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>URL</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Load</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stra&amp;tegy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Re&amp;quests…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time limits, checks, steps and the rest of the plan</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More options</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Compare…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run this plan under several strategies and see how many times as fast each is (Ctrl+K)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare strategies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>https://example.org/ or practice:robots.txt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.
How many requests, and when they begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>.
Thresholds: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ru&amp;n</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A comparison runs in its window. This run would disturb it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send the requests (F5 or Ctrl+R)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel what is open and remove its files (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;More… (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1.
Set to other than the default: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Headers, body, and files of many requests (Ctrl+T)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunController</name>
    <message>
        <source>Ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running: %1 in flight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: %1 in %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done: %1 of %2 in %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended with errors: %1 done, %2 failed in %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before anything was sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped: %1 done, %2 failed, %3 cancelled in %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Could not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · certificates not verified</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunFigures</name>
    <message>
        <source>s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>µs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>× of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::RunTabs</name>
    <message>
        <source>What is shown of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Errors  %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Errors</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::SourceDialog</name>
    <message>
        <source>This build does not have the source with it: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it does, and when it is the right choice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>C&amp;opy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the whole source</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::StageBars</name>
    <message>
        <source>Stages of this request</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ThresholdEditor</name>
    <message>
        <source>undecided fail&amp;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+ Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the run has to keep to. Delete removes the selected one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Each must hold at the end. One that the count of requests cannot support is &lt;i&gt;undecided&lt;/i&gt;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undecided fails</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A threshold that is undecided, since there are too few requests for its percentile, counts as crossed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>p50 to p99.9, mean, min or max of the response time; with service., lag. or a stage and a dot before it (wait.p95) of another; or elapsed, rate, failed, checks, lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Figure of a new threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it is held against the limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Limit of a new threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A time such as 800us, 120ms, 1.5s; of rate 200/s; of failed and checks 1% or a number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the threshold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A threshold takes a figure and a limit such as p95 &lt; 120ms, got %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is among the thresholds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ThresholdStrip</name>
    <message>
        <source>Thresholds</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>THRESHOLDS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 more: %2 crossed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2 crossed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::ThresholdWords</name>
    <message>
        <source>of the whole run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of requests done, by time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in place of exit 3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of failed checks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of response time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of lag alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of stage %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>crossed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>–</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Nothing was measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Measured so far, within 1 %: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
Measured: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 threshold undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 thresholds undecided</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of 1 threshold held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 thresholds held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 undecided</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::TileStrip</name>
    <message>
        <source>ELAPSED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DONE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of 00000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OVERLAP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>× of 000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RATE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>per s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LATENCY p50 · p95 · max</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RATE achieved · asked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>of 000/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RESPONSE p50 · p95 · p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SERVICE p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>LAG p99</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FAILED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>GENERATOR</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>too few lanes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>longest 0.00 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>without lag</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>64 at once · 441 wanted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From the start of the clock to the last outcome</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests that went through every step</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many requests were in progress on average: the time in progress of all requests, divided by the elapsed time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests done, by the elapsed time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From leaving the queue to the last byte of the reply, of requests that are done: half of them were faster than p50, 95 of 100 faster than p95</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests that began a second, and how many a second were to begin: on average over the time in which they were due</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From leaving the queue to the last byte of the reply, of requests that are done: what the server took, without the time that a request waited for its turn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long after they were due requests began: 99 of 100 began sooner than that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Requests that ended in an error; click a red row in the waterfall to see why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From when a request was due to the last byte of its reply, of requests that are done: what who asks at that rate waits. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whether the client sent requests when they were due</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::TimeScale</name>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::UrlField</name>
    <message>
        <source>practice server, built in</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::WaterfallView</name>
    <message>
        <source>Waterfall: a row for each request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scroll the requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No request is selected. Up and Down select one.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>fiftyfold::WindowWording</name>
    <message>
        <source>“%1” (in the terminal only)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“Load: %1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (under Requests…)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (under More…)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
