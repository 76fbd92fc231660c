"use strict";
const root = document.documentElement;
root.classList.add("js");
const ready = (work) => document.addEventListener("DOMContentLoaded", work);
const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const make = (tag, set = {}, ...children) => {
const made = document.createElement(tag);
for (const [name, value] of Object.entries(set)) {
if (name in made) made[name] = value;
else made.setAttribute(name, value);
}
made.append(...children);
return made;
};
const kept = {};
const remembered = (name) => {
try {
return localStorage.getItem("docs-" + name) ?? kept[name];
} catch {
return kept[name];
}
};
const remember = (name, value) => {
kept[name] = value;
try {
localStorage.setItem("docs-" + name, value);
} catch {
}
};
let status;
const say = (text) => {
status.textContent = text;
};
const themes = ["system", "light", "dark"];
const setTheme = (theme) => {
if (theme === "system") delete root.dataset.theme;
else root.dataset.theme = theme;
};
setTheme(remembered("theme") ?? "system");
ready(() => {
status = make("p", { className: "unseen", role: "status" });
const label = () => "Theme: " + (root.dataset.theme ?? "system");
const button = make("button", { type: "button", className: "theme", textContent: label() });
button.onclick = () => {
const next = themes[(themes.indexOf(root.dataset.theme ?? "system") + 1) % themes.length];
setTheme(next);
remember("theme", next);
button.textContent = label();
};
find(".tools").append(button, status);
});
const choose = (language) => {
for (const group of all(".langs")) {
const items = all("figure", group);
const shown = items.find((item) => item.dataset.lang === language) ?? items[0];
for (const item of items) {
item.hidden = item !== shown;
const select = find("select", item);
if (select) select.value = item.dataset.lang;
}
}
};
const chooser = (items, own) => {
const select = make("select", { "aria-label": "Language" });
for (const item of items) select.append(make("option", { value: item.dataset.lang, textContent: item.dataset.label }));
select.value = own.dataset.lang;
select.onchange = () => {
const group = own.parentElement;
const before = group.getBoundingClientRect().top;
remember("language", select.value);
choose(select.value);
scrollBy({ top: group.getBoundingClientRect().top - before, behavior: "instant" });
find("figure:not([hidden]) select", group).focus({ preventScroll: true });
};
return select;
};
const copy = async (text, button) => {
try {
await navigator.clipboard.writeText(text);
button.textContent = "Copied";
} catch {
button.textContent = "Select and copy by hand";
}
say(button.textContent);
setTimeout(() => (button.textContent = "Copy"), 2000);
};
const copyable = (figure) => {
const head = find("figcaption", figure) ?? figure.insertBefore(make("figcaption"), figure.firstChild);
const button = make("button", { type: "button", className: "copy", textContent: "Copy" });
button.onclick = () => copy(find("pre", figure).textContent, button);
head.append(button);
};
ready(() => {
for (const group of all(".langs")) {
const items = all("figure", group);
for (const item of items) item.dataset.label = find("figcaption", item).textContent;
if (items.length < 2) continue;
for (const item of items) find("figcaption", item).replaceChildren(chooser(items, item));
}
choose(remembered("language"));
all("figure.code").forEach(copyable);
root.classList.add("ready");
});
let found;
const plain = (text) => text.toLowerCase().replace(/[_\s]+/g, " ");
const searchIndex = (list) => {
let sheet, page, name;
found = list.split("\n").map((line) => {
let [place, title, text] = line.split("\t");
if (place.includes("#")) {
[sheet, page] = place.split("#");
name = title;
place = "";
}
place = place.replace("~", title.toLowerCase().replace(/ /g, "-").replace(/[^\w-]/g, ""));
const anchor = [page, place].filter(Boolean).join("-");
const where = name === title ? "" : name;
return { address: sheet + (anchor && "#" + anchor), title, text, where, name: plain(title), all: plain([title, where, text].join(" ")) };
});
};
const load = () =>
new Promise((done) => {
const script = make("script", { src: document.body.dataset.root + "search.js" });
script.onload = script.onerror = done;
document.head.append(script);
});
const search = (query) => {
const whole = plain(query).trim();
const words = whole.split(" ");
const rank = ({ name }) => (name === whole ? 0 : name.startsWith(whole) ? 1 : name.includes(whole) ? 2 : 3);
return found
.filter((entry) => words.every((word) => entry.all.includes(word)))
.map((entry, at) => [rank(entry), at, entry])
.sort((a, b) => a[0] - b[0] || a[1] - b[1])
.map(([, , entry]) => entry);
};
ready(() => {
if (!find("script[src]")) return; // the page that holds everything is searched by the browser
const field = make("input", { type: "search", placeholder: "Search", autocomplete: "off", "aria-label": "Search all pages" });
const list = make("ul", { className: "results", hidden: true });
const box = make("search", { className: "search" }, field, list);
const close = () => (list.hidden = true);
const show = async () => {
if (!found) await load();
if (!found || !field.value.trim()) return close();
const hits = search(field.value);
const row = ({ address, title, where, text }) =>
make("li", {}, make("a", { href: document.body.dataset.root + address, onclick: close }, make("b", { textContent: title }), " ",
make("small", { textContent: where }), make("span", { textContent: text })));
list.replaceChildren(...hits.slice(0, 30).map(row));
if (!hits.length) list.append(make("li", { className: "none", textContent: "Nothing is called so. Try a shorter word." }));
list.hidden = false;
say(hits.length + (hits.length === 1 ? " place found" : " places found"));
};
field.oninput = show;
field.onfocus = show;
box.onkeydown = (event) => {
const links = [field, ...all("a", list)];
const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
if (step) links[(links.indexOf(document.activeElement) + step + links.length) % links.length].focus();
else if (event.key === "Enter" && document.activeElement === field && links[1]) links[1].click();
else if (event.key === "Escape") (field.focus(), close());
else return;
event.preventDefault();
};
box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || close());
document.addEventListener("keydown", (event) => {
const typing = /^(input|select|textarea)$/i.test(event.target.tagName);
if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
event.preventDefault();
field.focus();
});
find(".tools").prepend(box);
});
const served = location.pathname.startsWith("/_docs/");
if (served) root.classList.add("served");
const keys = {};
const matches = (pattern, text) => {
try {
return Boolean(pattern) && new RegExp(pattern).test(text);
} catch {
return false; // a pattern that this browser cannot read
}
};
const keyFault = ({ test, live }, key) => {
if (test ? matches(test, key) : !matches(live, key)) return "";
return matches(live, key) ? "This is a live key. It was not sent: take a test key." : "This is no test key. It was not sent.";
};
const valueOf = (field) => {
const text = field.value;
if (text === "") return undefined;
const type = field.dataset.type;
if (type === "json") return JSON.parse(text);
if (type === "boolean") return text === "true";
return type === "integer" || type === "number" ? Number(text) : text;
};
const nest = (into, name, value) => {
const names = name.split(/[[\]]+/).filter(Boolean);
const last = names.pop();
for (const part of names) into = into[part] ??= Object.create(null);
into[last] = value;
};
const pairs = (name, value, lists) => {
if (Array.isArray(value)) {
if (lists === "comma") return [[name, value.join(",")]];
return value.flatMap((item) => pairs(lists === "repeat" ? name : name + "[]", item, lists));
}
if (value && typeof value === "object") return Object.entries(value).flatMap(([key, item]) => pairs(name + "[" + key + "]", item, lists));
return [[name, String(value)]];
};
const request = (form) => {
const { method, path, body: wanted, version } = form.dataset;
const json = wanted === "json";
const headers = {};
const query = [];
let url = path;
let body = Object.create(null);
for (const field of all("[data-name]", form)) {
const value = valueOf(field);
if (value === undefined) continue;
const place = field.dataset.in;
if (place === "path") url = url.replace("{" + field.dataset.name + "}", encodeURIComponent(value));
else if (place === "header") headers[field.dataset.name] = value;
else if (place === "query") query.push(...pairs(field.dataset.name, value, wanted));
else if (json) nest(body, field.dataset.name, value);
else body = Object.assign(body, { [field.dataset.name]: value });
}
if (version) headers[version.split(": ")[0]] = version.split(": ")[1];
const key = find("[data-kind]", form);
if (key) {
keys[key.dataset.kind] = key.value;
const { scheme, header } = key.dataset;
headers[header || "Authorization"] = scheme === "basic" ? "Basic " + btoa(key.value + ":") : scheme === "bearer" ? "Bearer " + key.value : key.value;
}
if (query.length) url += "?" + new URLSearchParams(query);
if (!Object.keys(body).length || method === "GET") body = undefined;
else if (json) {
headers["Content-Type"] = "application/json";
body = JSON.stringify(body);
} else body = new URLSearchParams(Object.entries(body).flatMap(([name, value]) => pairs(name, value, wanted)));
return { url, method, headers, body };
};
const quote = (text) => "'" + text.replace(/'/g, "'\\''") + "'";
const curl = ({ url, method, headers, body }) =>
["curl " + quote(location.origin + url), "-X " + method, ...Object.entries(headers).map(([name, value]) =>
value.startsWith("Basic ") ? "-u " + quote(atob(value.slice(6))) : "-H " + quote(name + ": " + value))]
.concat(body ? ["-d " + quote(String(body))] : [])
.join(" \\\n  ");
const coloured = (json) => {
const code = make("code");
let end = 0;
for (const { 0: token, 1: name, index } of json.matchAll(/("(?:\\.|[^"\\])*":)|"(?:\\.|[^"\\])*"|true|false|null|-?\d[\d.eE+-]*/g)) {
if (name) continue;
code.append(json.slice(end, index), make(token[0] === '"' ? "i" : "b", { textContent: token }));
end = index + token.length;
}
code.append(json.slice(end));
return code;
};
const block = (title, code) => {
const figure = make("figure", { className: "code" }, make("figcaption", {}, title), make("pre", { tabIndex: 0 }, code));
copyable(figure);
return figure;
};
const at = (value, path) => path.split(".").reduce((inner, name) => inner?.[name], value);
const meaning = (form, code) => {
const row = document.getElementById(form.dataset.part + "-error-" + code);
const told = make("div", { className: "refused" }, make("p", {}, "Refused with ", make("strong", { textContent: code })));
if (!row) {
told.firstChild.lastChild.replaceWith(make("a", { textContent: code, href: document.body.dataset.root + "errors.html#" + code }));
return told;
}
const [name, , means, todo] = row.cells;
told.firstChild.lastChild.replaceWith(find("a", name)?.cloneNode(true) ?? code);
for (const [title, cell] of [["", means], ["What to do: ", todo]]) {
told.append(make("p", {}, title, ...[...cell.childNodes].map((node) => node.cloneNode(true))));
}
return told;
};
const renew = (form) => {
for (const field of all("[data-once]", form)) field.value &&= field.value.slice(0, -4) + String(Math.random()).slice(2, 6);
};
const send = async (form, output) => {
const refuse = (why) => output.replaceChildren(make("p", { className: "refused", textContent: why }));
const key = find("[data-kind]", form);
const fault = key && keyFault(key.dataset, key.value);
if (fault) return refuse(fault);
let call;
try {
call = request(form);
} catch (error) {
return refuse("A field does not hold JSON: " + error.message);
}
const start = performance.now();
let answer, text;
try {
answer = await fetch(call.url, call);
text = await answer.text();
} catch {
return refuse("The mock does not answer. Is chargegen serve still running?");
}
const spent = Math.round(performance.now() - start) + " ms";
let data, shown;
try {
data = JSON.parse(text);
shown = coloured(JSON.stringify(data, null, 2));
} catch {
shown = make("code", { textContent: text }); // it is no JSON
}
const line = make("p", { className: answer.ok ? "status good" : "status bad" }, make("strong", { textContent: answer.status + " " + answer.statusText }), " in " + spent);
const code = !answer.ok && data && at(data, form.dataset.code);
output.replaceChildren(line, ...(code ? [meaning(form, code)] : []), block(call.method + " " + call.url, shown), block("The call as curl", make("code", { textContent: curl(call) })));
if (answer.ok) renew(form);
say("Answered with " + answer.status + (code ? " " + code : ""));
const id = form.dataset.path.includes("{") ? find("[data-in=path]", form).value : data?.id;
document.dispatchEvent(new CustomEvent("called", { detail: { of: form.dataset.of, id: answer.ok && data?.id ? data.id : id } }));
};
ready(() => {
if (!served) return;
for (const form of all("form.try")) {
const output = make("div", { className: "answer", "aria-label": "Answer", role: "group" });
form.after(output);
renew(form);
form.onsubmit = (event) => {
event.preventDefault();
send(form, output);
};
const key = find("[data-kind]", form);
if (key) key.onchange = () => all("[data-kind]").forEach((other) => other.dataset.kind === key.dataset.kind && (other.value = key.value));
}
});
const ask = async (path, body) => {
const set = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
const answer = await fetch("/_mock/" + path, set);
const data = await answer.json();
if (!answer.ok) throw new Error(data.error);
return data;
};
const drawings = {};
const drawing = async (of) => {
if (!document.body.dataset.lives.split(" ").includes(of)) return undefined;
if (!drawings[of]) {
const page = await (await fetch(document.body.dataset.root + "lifecycle/" + of + ".html")).text();
drawings[of] = find("svg", new DOMParser().parseFromString(page, "text/html"));
}
return drawings[of].cloneNode(true);
};
const item = (...children) => make("li", {}, ...children);
const listed = (title, items) => (items.length ? [make("h3", { textContent: title }), make("ul", {}, ...items)] : []);
const formOf = (of, name) => find('form.try[data-of="' + of + '"][data-operation="' + name + '"]');
const toForm = ({ of, id }, name) => {
const form = formOf(of, name);
const link = make("a", { textContent: name, href: form ? "#" + form.dataset.part : document.body.dataset.root + "resources/" + of + ".html#" + name });
link.onclick = () => {
if (form) find("[data-in=path]", form).value = id;
};
return link;
};
const refusal = (object, { name, error, status, why }) => {
const row = formOf(object.of, name) && document.getElementById(formOf(object.of, name).dataset.part + "-error-" + error);
const reason = make("small", { textContent: why.replace(/^\S+guards\[\d+\] /, "") });
if (!error) return item(make("b", { textContent: name }), " ", reason);
const code = row ? find("a", row).cloneNode(true) : make("code", { textContent: error });
return item(make("b", { textContent: name }), ": " + status + " ", code, " ", row ? make("span", { textContent: row.cells[2].firstChild.textContent }) : "", reason);
};
ready(() => {
if (!served) return;
let current;
const panel = make("aside", { className: "panel", id: ":mock", "aria-label": "The mock", hidden: true });
const body = make("div");
const time = make("time");
const objects = make("select", { "aria-label": "Object" });
const button = make("button", { type: "button", textContent: "Mock", "aria-expanded": "false", "aria-controls": ":mock" });
const open = (wanted) => {
panel.hidden = !wanted;
button.setAttribute("aria-expanded", String(wanted));
root.classList.toggle("beside-mock", wanted);
};
button.onclick = () => {
open(panel.hidden);
if (!panel.hidden) show();
};
const act = (path, order) => async () => {
try {
await ask(path, order);
await show();
} catch (error) {
say(error.message);
body.prepend(make("p", { className: "refused", textContent: error.message }));
}
};
const doing = (label, path, order, off = false) => make("button", { type: "button", textContent: label, onclick: act(path, order), disabled: off });
const show = async () => {
const [{ now }, list] = [await ask("clock"), await ask("state")];
time.textContent = now.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC");
time.dateTime = now;
const lives = document.body.dataset.lives.split(" ");
if (!list.some(({ id }) => id === current)) current = list.filter(({ of }) => lives.includes(of)).at(-1)?.id;
objects.replaceChildren(...list.map(({ id, of }) => make("option", { value: id, textContent: of + " " + id })));
objects.hidden = !list.length;
if (!current) {
body.replaceChildren(make("p", { textContent: "Nothing was made yet. Send a call that creates something, and its state shows here." }));
return;
}
objects.value = current;
const object = await ask("next?id=" + encodeURIComponent(current));
for (const field of all('[data-in=path][data-id="' + object.of + '"]')) field.value = current;
const svg = await drawing(object.of);
const place = svg && find('[data-state="' + object.state + '"]', svg);
place?.classList.add("current");
const moves = (kind, allowed) => object.moves.filter((move) => move.kind === kind && move.allowed === allowed);
body.replaceChildren(
...(object.state ? [make("p", {}, "State: ", make("strong", { className: "state-name", textContent: place?.textContent ?? object.state }))] : []),
...(svg ? [make("div", { className: "diagram" }, svg)] : []),
...listed("Allowed now", moves("operation", true).map(({ name }) => item(toForm(object, name)))),
...listed("Refused now", moves("operation", false).map((move) => refusal(object, move))),
...listed("What others can do", object.moves.filter(({ kind }) => kind === "signal").map(({ name, by, allowed }) =>
item(doing(name.replaceAll("_", " "), "signals", { id: current, signal: name }, !allowed), " ", make("small", { textContent: by ?? "" })))),
...listed("What time will bring", object.due.map(({ timer, at }) => item(make("b", { textContent: timer }), " at ", at.replace("T", " ").replace("Z", " UTC")))),
);
};
objects.onchange = () => {
current = objects.value;
show();
};
const hours = (label, advance) => doing(label, "clock", { advance });
const close = make("button", { type: "button", className: "close", textContent: "Close", onclick: () => (open(false), button.focus()) });
panel.append(
make("div", { className: "head" }, make("h2", { textContent: "The mock" }), close),
make("p", { className: "clock" }, time, " ", hours("+1 hour", "1h"), " ", hours("+1 day", "24h"), " ", hours("+7 days", "168h")),
objects, body,
);
find(".tools").append(button);
document.body.append(panel);
document.addEventListener("called", ({ detail }) => {
if (detail.id) current = detail.id;
if (matchMedia("(min-width: 60rem)").matches) open(true);
if (!panel.hidden) show();
});
});
