// The search looks through a list that is loaded as a script when it is first needed: pages opened as files may load
// nothing else.
let found;
const plain = (text) => text.toLowerCase().replace(/[_\s]+/g, " ");

// searchIndex is called by the list, a line for each place: anchor, title, text. The line of a page has its document
// before the anchor; the places of the page follow. In an anchor ~ stands for the title.
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

// search is the places that hold every word, those that are called so first.
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
