// The search looks through a list that is loaded as a script when it is first needed: pages opened as files may load
// nothing else.
let places;
const posted = [];

// plain is the words of a text, in small letters, with one space between.
const plain = (text) => (text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(" ");

// index takes the list: a line for each place, and a line for each word with the places, or pages, that have it in what is
// said there but not shown here. writeIndex in gen/target/docs/index.go says how both are written.
const index = (lines, words) => {
  let sheet, page, name, home;
  places = lines.split("\n").map((line, at) => {
    let [place, title, text] = line.split("\t");
    if (place.includes("#")) {
      [sheet, page] = place.split("#");
      name = title;
      home = at;
      place = "";
    }
    const own = place === "" || place === "~";
    place = place.replace("~", title.toLowerCase().replace(/ /g, "-").replace(/[^\w-]/g, ""));
    const anchor = page && place ? page + "-" + place : page + place;
    const where = name === title ? "" : name;
    return { at, home, address: sheet + (anchor && "#" + anchor), title, text, where, own, name: plain(title), shown: plain(title + " " + where + " " + text) };
  });
  let word = "";
  for (const line of words.split("\n")) {
    const [tail, list] = line.split("\t");
    word = word.slice(0, parseInt(tail[0], 36)) + tail.slice(1);
    let at = 0;
    const set = new Set();
    for (const [, more, last] of list.matchAll(/([a-z\d]*)([A-Z])/g)) set.add((at += parseInt(more || 0, 36) * 26 + last.charCodeAt() - 65));
    posted.push([word, set]);
  }
};

// search is the places that have every word, or one that begins so: themselves or on their page, but one of them themselves.
// Those that are called so come first, and of these the places that a thing has for itself; then those that show the words.
const search = (query) => {
  const whole = plain(query);
  const words = whole.split(" ").map((word) => [word, posted.filter(([other]) => other.startsWith(word)).map(([, set]) => set)]);
  const has = (at) => ([word, sets]) => places[at].shown.includes(word) || sets.some((set) => set.has(at));
  const rank = ({ name, own, shown }) =>
    name === whole ? (own ? 0 : 1) : name.startsWith(whole) ? 2 : name.includes(whole) ? 3 : words.every(([word]) => shown.includes(word)) ? 4 : 5;
  return places
    .filter(({ at, home }) => words.some(has(at)) && words.every((word) => has(at)(word) || has(home)(word)))
    .sort((a, b) => rank(a) - rank(b));
};

// What the list calls, and what tests ask.
window.docs = { index, search };

ready(() => {
  if (!find("script[src]")) return; // the page that holds everything is searched by the browser
  const field = make("input", { type: "search", placeholder: "Search", autocomplete: "off", ariaLabel: "Search all pages" });
  const list = make("ul.results", { hidden: true });
  const box = make("search", field, list);
  const close = () => (list.hidden = true);
  let loading;
  const show = async () => {
    await (loading ??= new Promise((done) => {
      document.head.append(make("script", { src: below("search.js"), onload: done, onerror: done }));
    }));
    if (!places || !plain(field.value)) return close();
    const hits = search(field.value);
    list.replaceChildren(...hits.slice(0, 30).map(({ address, title, where, text }) => {
      const hit = link(below(address), make("b", title), " ", make("small", where), make("span", text));
      hit.onclick = close;
      return make("li", hit);
    }));
    list.hidden = false;
    say(hits.length + " found");
  };
  field.oninput = field.onfocus = show;
  box.onkeydown = (event) => {
    const stops = [field, ...all("a", list)];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus();
    else if (event.key === "Enter" && event.target === field) stops[1]?.click();
    else if (event.key === "Escape") {
      field.focus();
      close();
    } else return;
    event.preventDefault();
  };
  box.addEventListener("focusout", (event) => box.contains(event.relatedTarget) || close());
  document.onkeydown = (event) => {
    if (event.key !== "/" || event.target.matches("input, select, textarea")) return;
    event.preventDefault();
    field.focus();
  };
  find(".tools").prepend(box);
});
