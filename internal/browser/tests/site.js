// What the tests share: a server of pages and mock, the browser, and a page that reports what it must not do.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

export const repository = fileURLToPath(new URL("../../../", import.meta.url));
export const command = process.env.CHARGEGEN ?? "chargegen";

const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// launch starts Debian's browser; playwright brings none of its own.
export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: flags });

// serve starts "chargegen serve" on a free port, and returns its address and what ends it.
export const serve = async (spec) => {
  const args = ["serve", "--spec", repository + spec, "--addr", "127.0.0.1:0", "--clock", "virtual"];
  const server = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  server.stderr.on("data", (text) => (said += text));
  const origin = await new Promise((done, fail) => {
    server.stdout.on("data", (text) => {
      said += text;
      const found = said.match(/pages at (http:\/\/[^/\s]+)\/_docs\//);
      if (found) done(found[1]);
    });
    server.on("error", fail);
    server.on("exit", () => fail(new Error("chargegen serve ended: " + said)));
  });
  server.removeAllListeners("exit");
  return { origin, docs: origin + "/_docs/", stop: () => server.kill() };
};

// open makes a page in a context of its own. Its faults are what no page may do: errors of scripts, words on the console,
// requests that go elsewhere, and anything that the policy forbids. What the API refuses is no fault, though the browser
// notes it on the console.
export const open = async (browser, origin, options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1500, height: 1000 }, ...options });
  context.setDefaultTimeout(60_000); // a busy machine is slow
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push("script: " + error.message));
  page.on("console", (message) => {
    const refused = message.text().startsWith("Failed to load resource: the server responded with a status of 4");
    const ours = message.location().url.includes("/_docs/") || message.location().url.includes("/_mock/");
    if (["error", "warning"].includes(message.type()) && !(refused && !ours)) faults.push("console: " + message.text());
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(origin)) faults.push("request to " + request.url());
  });
  if (options.javaScriptEnabled !== false) {
    await page.exposeFunction("policyForbids", (what) => faults.push("policy: " + what));
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => window.policyForbids(event.violatedDirective + " " + event.blockedURI));
    });
  }
  return { page, context, faults, fine: () => assert.deepEqual(faults, []) };
};

// pagesOf lists the documents of a site, by following the links of each.
export const pagesOf = async (page, start) => {
  const seen = new Set([start]);
  for (const address of seen) {
    await page.goto(address);
    const links = await page.$$eval("a[href]", (all) => all.map((link) => new URL(link.getAttribute("href"), document.baseURI).href));
    for (const link of links) {
      const plain = link.split("#")[0];
      if (plain.startsWith(new URL(".", start).href) && plain.endsWith(".html")) seen.add(plain);
    }
  }
  return [...seen, new URL("reference.html", start).href];
};

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// examine has axe-core look at a page as it stands, and returns what it finds.
export const examine = async (page) => {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"], preload: false }));
  return violations.map(({ id, nodes }) => id + ": " + nodes.slice(0, 3).map((node) => node.target.join(" ") + " " + (node.any[0]?.message ?? "")).join("; "));
};
