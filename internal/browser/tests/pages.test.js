// Every page of every spec: sound for axe-core in light and dark, no sideways scroll on a phone, no fault.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { examine, launch, open, pagesOf, serve } from "./site.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const [spec, least] of [["spec/charges.yaml", 15], ["testdata/specs/library/spec.yaml", 8], ["testdata/specs/helpdesk/spec.yaml", 7]]) {
  describe(spec, () => {
    let site, pages;
    before(async () => {
      site = await serve(spec);
      const { page, context, fine } = await open(browser, site.origin);
      pages = await pagesOf(page, site.docs + "index.html");
      await context.close();
      fine();
      assert.ok(pages.length >= least, pages.join(" "));
    });
    after(() => site?.stop());

    for (const colorScheme of ["light", "dark"]) {
      test("axe-core finds nothing, " + colorScheme, async () => {
        const { page, context, fine } = await open(browser, site.origin, { colorScheme });
        for (const address of pages) {
          await page.goto(address);
          assert.deepEqual(await examine(page), [], address);
        }
        await context.close();
        fine();
      });
    }

    test("no page scrolls sideways on a phone", async () => {
      const { page, context, fine } = await open(browser, site.origin, { viewport: { width: 360, height: 740 } });
      for (const address of pages) {
        await page.goto(address);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360, address);
      }
      await context.close();
      fine();
    });
  });
}

describe("another API", () => {
  test("a form of the help desk makes a ticket, and its state shows", async () => {
    const site = await serve("testdata/specs/helpdesk/spec.yaml");
    try {
      const { page, fine } = await open(browser, site.origin);
      await page.goto(site.docs + "resources/ticket.html");
      const form = page.locator("form.try").filter({ has: page.locator("button") }).and(page.locator('[data-operation="create"], [data-operation="open"]')).first();
      await form.getByRole("button", { name: "Send to the mock" }).click();
      const status = form.locator("+ .answer .status");
      await status.waitFor();
      assert.match(await status.innerText(), /^20[01] /);
      await page.locator(".panel .current").waitFor();
      fine();
    } finally {
      site.stop();
    }
  });
});
