// What readers do with the pages of the real spec: search, choose, copy, print, read without script or from a file.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { command, examine, launch, open, repository, serve } from "./site.js";

let browser, site, folder, files;
before(async () => {
  browser = await launch();
  site = await serve("spec/charges.yaml");
  folder = mkdtempSync(join(tmpdir(), "site-"));
  const made = spawnSync(command, ["generate", "--quiet", "--spec", repository + "spec/charges.yaml", "--out", folder, "--target", "docs"], { encoding: "utf8" });
  assert.equal(made.status, 0, made.stderr);
  files = pathToFileURL(folder).href + "/docs/";
});
after(async () => {
  await browser?.close();
  site?.stop();
  if (folder) rmSync(folder, { recursive: true });
});

const both = [["served", () => site.docs], ["from a file", () => files]];

for (const [how, base] of both) {
  test("search finds already_reversed, " + how, async () => {
    const { page, fine } = await open(browser, base());
    await page.goto(base() + "resources/charge.html");
    await page.keyboard.press("/");
    await page.keyboard.type("already_reversed");
    const results = page.locator(".results a");
    await results.first().waitFor();
    assert.match(await results.first().getAttribute("href"), /errors\.html#already_reversed$/);
    assert.deepEqual(await examine(page), []);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/#.*already_reversed$/);
    const place = decodeURIComponent(new URL(page.url()).hash.slice(1));
    assert.equal(await page.locator(`[id="${place}"]`).isVisible(), true);
    fine();
  });

  test("every place of the search is there, " + how, async () => {
    const { page, fine } = await open(browser, base());
    await page.goto(base() + "index.html");
    await page.getByRole("searchbox").fill("a");
    await page.locator(".results a").first().waitFor();
    const places = await page.evaluate(() => docs.search("a").map(({ address }) => address));
    assert.ok(places.length > 500, places.length + " places");
    const byFile = Map.groupBy ? Map.groupBy(places, (p) => p.split("#")[0]) : places.reduce((map, p) => map.set(p.split("#")[0], [...(map.get(p.split("#")[0]) ?? []), p]), new Map());
    for (const [file, all] of byFile) {
      await page.goto(base() + file);
      const missing = await page.evaluate((list) => list.filter((p) => p.includes("#") && !document.getElementById(p.split("#")[1])), all);
      assert.deepEqual(missing, []);
    }
    fine();
  });

  test("the language that is chosen is kept, " + how, async () => {
    const { page, fine } = await open(browser, base());
    await page.goto(base() + "resources/charge.html");
    const shown = () => page.locator(".langs > figure:visible").evaluateAll((all) => [...new Set(all.map((figure) => figure.dataset.lang))]);
    assert.deepEqual(await shown(), ["curl"]);
    await page.locator(".langs select:visible").first().selectOption("go");
    assert.deepEqual(await shown(), ["go"]);
    await page.reload();
    assert.deepEqual(await shown(), ["go"]);
    await page.goto(base() + "resources/token.html");
    assert.deepEqual(await shown(), ["go"]);
    fine();
  });
}

test("what the search finds fits a phone", async () => {
  const { page, fine } = await open(browser, site.origin, { viewport: { width: 360, height: 740 } });
  await page.goto(site.docs);
  await page.getByRole("searchbox").fill("already_reversed");
  const { x, width } = await page.locator(".results").boundingBox();
  assert.ok(x >= 0 && x + width <= 360, x + " to " + (x + width));
  fine();
});

test("the drawing of the states fits its page", async () => {
  for (const width of [360, 1500]) {
    const { page, context, fine } = await open(browser, site.origin, { viewport: { width, height: 900 } });
    await page.goto(site.docs + "lifecycle/charge.html");
    const outside = await page.locator(".diagram text").evaluateAll((all) =>
      all.filter((text) => text.getBoundingClientRect().left < 0 || text.getBoundingClientRect().right > innerWidth).map((text) => text.textContent));
    assert.deepEqual(outside, []);
    await context.close();
    fine();
  }
});

test("every word of every page is found", async () => {
  const names = readdirSync(new URL(files), { recursive: true }).filter((name) => name.endsWith(".html") && name !== "reference.html");
  const { page, fine } = await open(browser, files);
  const words = {};
  for (const name of names) {
    await page.goto(files + name);
    words[name] = await page.evaluate(() => {
      const said = document.querySelector("main").cloneNode(true);
      for (const part of said.querySelectorAll("footer, figcaption button")) part.remove();
      for (const part of said.querySelectorAll(":not(a, b, i, em, strong, code, span, small)")) {
        part.before(" ");
        part.append(" ");
      }
      return [...new Set(said.textContent.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu))];
    });
  }
  assert.ok(names.length > 15 && Object.values(words).flat().length > 5000);
  await page.getByRole("searchbox").fill("a");
  await page.locator(".results a").first().waitFor();
  const missed = await page.evaluate((words) => {
    const found = {};
    const files = (word) => (found[word] ??= new Set(docs.search(word).map(({ address }) => address.split("#")[0])));
    return Object.entries(words).flatMap(([name, list]) => list.filter((word) => !files(word).has(name)).map((word) => name + ": " + word));
  }, words);
  assert.deepEqual(missed, []);
  fine();
});

test("dark follows the system, can be set, and is kept", async () => {
  const { page, fine } = await open(browser, site.origin, { colorScheme: "dark" });
  await page.goto(site.docs);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  const theme = page.getByRole("combobox", { name: "Theme" });
  await theme.selectOption("light");
  assert.equal(await paper(), "rgb(255, 255, 255)");
  await page.emulateMedia({ colorScheme: "light" });
  await theme.selectOption("dark");
  await page.reload();
  assert.equal(await paper(), dark);
  await theme.selectOption("system");
  assert.equal(await paper(), "rgb(255, 255, 255)");
  fine();
});

test("code is copied as it stands", async () => {
  const { page, context, fine } = await open(browser, site.origin);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(site.docs + "resources/charge.html");
  const figure = page.locator(".langs > figure:visible").first();
  await figure.getByRole("button", { name: "Copy" }).click();
  await figure.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await figure.locator("pre").textContent());
  fine();
});

test("without JavaScript everything is there, and samples are headed", async () => {
  const { page, fine } = await open(browser, site.origin, { javaScriptEnabled: false });
  const scripted = await open(browser, site.origin);
  for (const name of ["resources/charge.html", "errors.html", "lifecycle/charge.html"]) {
    await page.goto(site.docs + name);
    await scripted.page.goto(site.docs + name);
    const words = (text) => text.split(/\s+/).length;
    const without = await page.locator("main").innerText();
    assert.ok(words(without) > 300, name);
    const lost = await page.locator(".langs > figure").evaluateAll((all) =>
      all.filter((figure) => !figure.getClientRects().length || !figure.querySelector("figcaption").textContent.trim()).length);
    assert.equal(lost, 0, "samples that are not seen, or have no head");
    for (const kind of ["section", "article", "dl.fields > div", "td"]) {
      assert.equal(await page.locator(kind).count(), await scripted.page.locator(kind).count(), name + " " + kind);
    }
    assert.equal(await page.locator("input:visible, button:visible, select:visible").count(), 0, "a control that does nothing");
  }
  await page.goto(site.docs + "resources/charge.html");
  assert.ok((await page.getByText(/run chargegen serve --spec charges.yaml/).count()) >= 10);
  fine();
});

test("from a file the forms say what they need", async () => {
  const { page, fine } = await open(browser, files);
  await page.goto(files + "resources/charge.html");
  assert.equal(await page.locator("form.try:visible").count(), 0);
  assert.equal(await page.getByText(/To send this call from here, run/).first().isVisible(), true);
  assert.equal(await page.getByRole("button", { name: "Mock" }).count(), 0);
  fine();
});

test("the page that holds everything needs no other file", async () => {
  const { page, fine } = await open(browser, files + "reference.html");
  await page.goto(files + "reference.html");
  assert.equal(await page.getByRole("combobox", { name: "Theme" }).isVisible(), true);
  assert.ok((await page.locator(".langs select:visible").count()) > 20);
  fine();
});

test("the keyboard reaches the page first, and sees where it is", async () => {
  const { page, fine } = await open(browser, site.origin);
  await page.goto(site.docs + "overview.html");
  await page.keyboard.press("Tab");
  const focus = () => page.evaluate(() => [document.activeElement.textContent, getComputedStyle(document.activeElement).outlineStyle]);
  assert.deepEqual(await focus(), ["Skip to the page", "solid"]);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.closest("main") !== null), true);
  fine();
});

test("print shows the page alone, in black on white", async () => {
  const { page, fine } = await open(browser, site.origin, { colorScheme: "dark" });
  await page.goto(site.docs + "resources/charge.html");
  await page.emulateMedia({ media: "print" });
  for (const hidden of [".top", ".contents", "form.try >> nth=0"]) assert.equal(await page.locator(hidden).isVisible(), false, hidden);
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)");
  assert.ok((await page.pdf()).length > 100_000);
  fine();
});
