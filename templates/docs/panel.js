// The panel beside the pages: the mock's time, and of one object its state on the drawing, what may be done to it now, why
// the rest is refused, and what time will bring.
const ask = async (path, body) => {
  const set = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch("/_mock/" + path, set);
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.error);
  return data;
};

const drawings = {};
// drawing is the drawing of a resource's states, taken from its page; nothing where it has none.
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

// formOf is the form of an operation on this page.
const formOf = (of, name) => find('form.try[data-of="' + of + '"][data-operation="' + name + '"]');

// toForm leads to the form of an operation, with the object filled in.
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

  // act does something to the mock and shows what has become of it.
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
