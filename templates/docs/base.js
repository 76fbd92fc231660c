// What every page does first: it remembers choices and sets the theme before anything is drawn.
const root = document.documentElement;
root.classList.add("js");

// ready runs work when the page is there.
const ready = (work) => document.addEventListener("DOMContentLoaded", work);

const find = (selector, within = document) => within.querySelector(selector);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];

// make makes an element. What is no property of it becomes an attribute.
const make = (tag, set = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(set)) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
};

// Choices are kept by the browser where it allows that, else until the page is left.
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
    // It is kept above, for as long as the page lasts.
  }
};

// say tells readers of the screen what has happened.
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
