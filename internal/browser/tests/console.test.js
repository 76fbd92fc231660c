// The forms call the mock, and the panel follows.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { examine, launch, open, serve } from "./site.js";

let browser, site;
before(async () => {
  browser = await launch();
  site = await serve("spec/charges.yaml");
});
after(async () => {
  await browser?.close();
  site?.stop();
});

// at opens the charges and returns what the tests do there.
const at = async (options) => {
  const opened = await open(browser, site.origin, options);
  const { page } = opened;
  await page.goto(site.docs + "resources/charge.html");
  const form = (operation) => page.locator(`form.try[data-operation="${operation}"]`);
  const answer = (operation) => page.locator(`form.try[data-operation="${operation}"] + .answer`);
  const panel = page.getByRole("complementary", { name: "The mock" });
  const send = async (operation) => {
    const other = answer(operation).locator("xpath=.").locator(".status, .refused").first();
    const old = await other.elementHandle({ timeout: 1 }).catch(() => null);
    await form(operation).getByRole("button", { name: "Send to the mock" }).click();
    if (old) await page.waitForFunction((element) => !element.isConnected, old);
    await other.waitFor();
  };
  const state = (wanted) => panel.locator(".current[data-state=" + wanted + "]").waitFor();
  const hold = async () => {
    await form("create").locator("details").evaluate((details) => (details.open = true));
    await form("create").locator("[data-name=capture]").selectOption("false");
    await send("create");
    await state("authorized");
  };
  return { ...opened, form, answer, panel, send, state, hold };
};

test("a held charge is captured and the drawing follows", async () => {
  const { hold, send, state, answer, panel, fine } = await at();
  await hold();
  assert.match(await answer("create").locator(".status").innerText(), /^200 OK in \d+ ms$/);
  assert.match(await answer("create").innerText(), /"capturable": true/);
  assert.deepEqual(await answer("create").locator("pre").first().evaluate((pre) => [pre.querySelector("i").textContent, pre.querySelector("b").textContent]), ['"charge"', "false"]);
  assert.equal(await panel.evaluate((element) => element.scrollWidth <= element.clientWidth && !element.querySelector(".scroll")), true, "the panel scrolls sideways");
  assert.match(await answer("create").innerText(), /curl 'http:\/\/127\.0\.0\.1:\d+\/charges'/);
  assert.match(await panel.innerText(), /Allowed now[^]*capture[^]*reverse[^]*Refused now/);
  await send("capture");
  await state("paid");
  assert.match(await panel.innerText(), /reverse: 422 already_captured/);
  fine();
});

test("a second reverse is refused, with what it means and what to do", async () => {
  const { page, hold, send, state, answer, fine } = await at();
  await hold();
  await send("reverse");
  await state("reversed");
  await send("reverse");
  const told = answer("reverse").locator(".refused");
  assert.match(await told.innerText(), /Refused with already_reversed/);
  assert.match(await told.innerText(), /What to do: Nothing to do; the money is free already\./);
  await told.getByRole("link", { name: "already_reversed" }).click();
  await page.waitForURL(/errors\.html#already_reversed$/);
  fine();
});

test("time is moved, and brings what it brings", async () => {
  const { page, hold, panel, fine } = await at();
  await hold();
  const clock = panel.locator("time");
  const before = await clock.getAttribute("datetime");
  await panel.getByRole("button", { name: "+7 days" }).click();
  await page.waitForFunction((old) => document.querySelector(".panel time").dateTime !== old, before);
  assert.equal(Date.parse(await clock.getAttribute("datetime")) - Date.parse(before), 7 * 24 * 3600 * 1000);
  await panel.locator(".current:not([data-state=authorized])").waitFor();
  assert.match(await panel.innerText(), /authorization_expired/);
  fine();
});

test("a live key is not sent", async () => {
  const { page, form, send, answer, fine } = await at();
  let calls = 0;
  page.on("request", (request) => (calls += request.method() === "POST"));
  await form("create").locator('[data-kind]').fill("skey_5xuy4w91xqz7d1w9u0t");
  await send("create");
  assert.match(await answer("create").innerText(), /This is a live key\. It was not sent/);
  assert.equal(calls, 0);
  fine();
});

test("a key is nowhere but in memory", async () => {
  const { page, form, send, fine } = await at();
  await form("create").locator('[data-kind]').fill("skey_test_thisone");
  await send("create");
  assert.equal(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]).includes("thisone")), false);
  await page.reload();
  assert.notEqual(await form("create").locator('[data-kind]').inputValue(), "skey_test_thisone");
  fine();
});

test("a form keeps to the limits and names what is no JSON", async () => {
  const { page, form, answer, send, fine } = await at();
  await form("create").locator("[data-name=amount]").fill("0");
  await form("create").getByRole("button", { name: "Send to the mock" }).click();
  assert.equal(await form("create").locator("[data-name=amount]").evaluate((field) => field.validity.rangeUnderflow), true);
  assert.equal(await answer("create").innerText(), "");
  await form("create").locator("[data-name=amount]").fill("100000");
  await form("create").locator("details").evaluate((details) => (details.open = true));
  await form("create").locator("[data-name=metadata]").fill("{");
  await send("create");
  assert.match(await answer("create").innerText(), /A field does not hold JSON/);
  await page.close();
  fine();
});

for (const colorScheme of ["light", "dark"]) {
  test("axe-core finds nothing on answers and panel, " + colorScheme, async () => {
    const { page, hold, send, fine } = await at({ colorScheme });
    await hold();
    await send("reverse");
    await send("reverse");
    assert.deepEqual(await examine(page), []);
    fine();
  });
}

test("/ leads a browser to the pages, and anyone else to the mock", async () => {
  const { page, fine } = await at();
  await page.goto(site.origin + "/");
  assert.equal(page.url(), site.docs);
  const other = await fetch(site.origin + "/", { headers: { Accept: "application/json" } });
  assert.equal(other.status, 404);
  fine();
});
