// What every page does first: it sets the theme that was chosen before anything is drawn.
const root = document.documentElement;
root.classList.add("js");

// ready runs work when the page is there.
const ready = (work) => addEventListener("DOMContentLoaded", work);

const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// make makes an element, with a class where the tag names one after a dot. Plain objects are properties, all else is inside.
const make = (tag, ...parts) => {
  const [name, className = ""] = tag.split(".");
  const made = Object.assign(document.createElement(name), { className });
  for (const part of parts) part?.constructor === Object ? Object.assign(made, part) : made.append(part);
  return made;
};

// below is the address of what lies below the folder of the site.
const below = (address) => document.body.dataset.root + address;

const link = (href, ...children) => make("a", { href }, ...children);
const button = (label, onclick) => make("button", { onclick }, label);

// kept is a choice, which is kept where a value is given. Some browsers keep nothing for pages that are files.
const kept = (name, value) => {
  try {
    if (value) localStorage["docs-" + name] = value;
    return localStorage["docs-" + name];
  } catch {}
};

root.dataset.theme = kept("theme") ?? "system";

// chooser is a list of words, the chosen one first of all; work is told of another.
const chooser = (ariaLabel, options, labels, chosen, work) => {
  const select = make("select", { ariaLabel }, ...options.map((value, i) => new Option(labels[i], value)));
  select.value = chosen;
  select.onchange = () => work(select.value, select);
  return select;
};

// say tells readers of the screen what has happened.
const said = make("p.unseen", { role: "status" });
const say = (text) => (said.textContent = text);

ready(() => {
  const themes = ["system", "light", "dark"];
  const theme = chooser("Theme", themes, themes, root.dataset.theme, (value) => {
    root.dataset.theme = value;
    kept("theme", value);
  });
  find(".tools").append(make("label.theme", "Theme ", theme), said);
});
