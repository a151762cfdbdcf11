# SPDX-License-Identifier: GPL-3.0-or-later
"""Reports as Chromium shows them: they are drawn, in light and in dark, and ask for nothing."""

import re
import shutil
import unittest

from PIL import Image

from programs import PROGRAMS, ENVIRONMENT, WithOrigin, output_of, tool

SCHEMES = {"light": 1, "dark": 0}  # Blink's numbers
# What a page has asked for, as the browser itself counts it.
TELL = """<script>addEventListener("load", () => {
    document.title = "asked " + performance.getEntriesByType("resource").map(one => one.name).join(" "); });</script>"""


@unittest.skipUnless(shutil.which("chromium"), "there is no program chromium here")
class Browser(WithOrigin):
    def chromium(self, page, *options):
        """Nothing that it asks for, of its own or for the page, leaves the machine."""
        return tool("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
                    "--disable-component-update", "--disable-dev-shm-usage", "--no-first-run", "--hide-scrollbars",
                    "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={self.folder / 'profile'}",
                    "--window-size=1000,3000", *options, page.as_uri())

    def picture(self, page, scheme):
        file = self.folder / f"{page.stem}-{scheme}.png"
        self.chromium(page, f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}", f"--screenshot={file}")
        with Image.open(file) as image:
            return image.convert("RGB")

    def asked(self, page):
        telling = self.folder / f"telling-{page.name}"
        policy = r'<meta http-equiv="Content-Security-Policy"[^>]*>'  # which would keep it from telling, and from asking
        telling.write_text(re.sub(policy, "", page.read_text()) + TELL)
        return re.search(r"<title>asked ?([^<]*)</title>", self.chromium(telling, "--dump-dom"))[1].split()

    def report(self, name, *arguments):
        page = self.folder / f"{name}.html"
        said = output_of([str(PROGRAMS / "fiftyfold-cli"), *map(str, arguments), "--progress", "none", "--html", str(page)],
                         ENVIRONMENT)
        self.assertTrue(page.exists(), said)
        return page

    def check(self, page, tones):
        """Each of the tones that the style names is seen, in light and in dark."""
        self.assertEqual(self.asked(page), [])
        text = page.read_text()
        for number, scheme in enumerate(SCHEMES):
            with self.subTest(scheme=scheme):
                image = self.picture(page, scheme)
                self.assertEqual(image.size, (1000, 3000))
                pixels = {colour: count for count, colour in image.getcolors(1 << 24)}
                for tone in ("ground", "card", *tones):
                    value = re.findall(rf"--{tone}:#([0-9a-f]+);", text)[number]
                    digits = value if len(value) == 6 else "".join(2 * digit for digit in value)
                    self.assertGreater(pixels.get(tuple(bytes.fromhex(digits)), 0), 100, f"{tone} #{digits}")

    def test_what_is_asked_for_is_seen(self):
        page = self.folder / "asking.html"
        page.write_text("""<!DOCTYPE html><title>x</title><img src="http://pictures.test/a.png">
            <style>@import "https://fonts.test/b.css"; p { background: url(http://127.0.0.1:8080/c.svg) }</style><p>x</p>""")
        self.assertEqual(sorted(self.asked(page)),
                         ["http://127.0.0.1:8080/c.svg", "http://pictures.test/a.png", "https://fonts.test/b.css"])

    def test_run(self):
        self.check(self.report("run", "run", "-n", 500, "-c", 20, self.page + "?latency=20ms&jitter=15ms&fail=0.05",
                               "--expect", "p95 < 10ms"), ("wait", "a", "bad"))

    def test_comparison(self):
        self.check(self.report("comparison", "compare", "-n", 30, "--rounds", 3, "--strategies", "async,sequential",
                               "practice:?latency=5ms"), ("a",))


if __name__ == "__main__":
    unittest.main()
