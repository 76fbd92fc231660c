// The script that pages carry is what its sources make.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { committed, small } from "../script.js";

test("templates/docs/site.js is made of templates/docs/script", () => {
  assert.equal(readFileSync(committed, "utf8"), small(), 'stale: run "make script"');
});
