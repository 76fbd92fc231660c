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
const searchIndex = ({ s, p, r }) => {
found = r.map(([page, anchor, title, text]) => {
const [sheet, id, name] = p[page];
const where = name === title ? "" : name;
const own = anchor.replace("~", title.toLowerCase().replace(/ /g, "-").replace(/[^\w-]/g, ""));
const place = [id, own].filter(Boolean).join("-");
return { address: s[sheet] + (place && "#" + place), title, text, where, name: plain(title), all: plain([title, where, text].join(" ")) };
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
