// The panel beside the pages: the mock's time, and of one object its state on the drawing, what may be done to it now, why
// the rest is refused, and what time will bring.
const ask = async (path, body) => {
  const answer = await fetch("/_mock/" + path, body && { method: "POST", headers: typeJSON, body: JSON.stringify(body) });
  const data = await answer.json();
  if (!answer.ok) throw data.error;
  return data;
};

// drawing is the drawing of a resource's states, taken from its page.
const drawing = async (of) => {
  const page = await fetch(below("lifecycle/" + of + ".html"));
  return find("svg", new DOMParser().parseFromString(await page.text(), "text/html"));
};

const listed = (title, items) => (items[0] ? [make("h3", title), make("ul", ...items.map((item) => make("li", ...item)))] : []);
const small = (text) => make("small", text);
const moment = (time) => time.slice(0, 19).replace("T", " ") + " UTC";

// formOf is the form of an operation on this page.
const formOf = (of, name) => find(`form.try[data-of="${of}"][data-operation="${name}"]`);

// toForm leads to the form of an operation, in which the id stands already where it is on this page.
const toForm = (of, name) => {
  const form = formOf(of, name);
  return link(form ? "#" + form.dataset.part : below("resources/" + of + ".html#" + name), name);
};

const refusal = (of, { name, error, status, why }) => {
  const means = error && errorCells(formOf(of, name), error)?.[2].firstChild.textContent;
  return [make("b", name), ...(error ? [": " + status + " ", errorLink(error)] : []), " ", means ?? "", small(why.replace(/^\S+guards\[\d+\] /, ""))];
};

ready(() => {
  if (!served) return;
  let current;
  const lives = document.body.dataset.lives.split(" ");
  const panel = make("aside.panel", { popover: "manual", ariaLabel: "The mock" });
  const toggle = (label) => make("button", { popoverTargetElement: panel }, label);
  const body = make("div");
  const time = make("time");
  const objects = make("select", { ariaLabel: "Object" });

  // doing is a button that does something to the mock and shows what has become of it.
  const doing = (label, path, order) => button(label, () => ask(path, order).then(show).catch((why) => body.prepend(refused(why.message ?? why))));
  const hours = (label, advance) => doing(label, "clock", { advance });
  const signal = ({ name, by, allowed }) => {
    const what = doing(name.replaceAll("_", " "), "signals", { id: current, signal: name });
    what.disabled = !allowed;
    return [what, " ", small(by ?? "")];
  };

  const show = async () => {
    const { now } = await ask("clock");
    const list = await ask("state");
    time.textContent = moment(now);
    time.dateTime = now;
    if (!list.some(({ id }) => id === current)) current = list.filter(({ of }) => lives.includes(of)).at(-1)?.id;
    objects.replaceChildren(...list.map(({ id, of }) => new Option(of + " " + id, id)));
    if (!current) return body.replaceChildren(make("p", "Nothing was made yet. What you create shows here."));
    objects.value = current;
    const { of, state, moves, due } = await ask("next?id=" + encodeURIComponent(current));
    for (const field of all(`[data-in=path][data-id="${of}"]`)) field.value = current;
    const svg = lives.includes(of) && (await drawing(of));
    const place = svg && find(`[data-state="${state}"]`, svg);
    place?.classList.add("current");
    const operations = moves.filter(({ kind }) => kind === "operation");
    body.replaceChildren(
      ...(state ? [make("p", "State: ", make("strong", place?.textContent ?? state))] : []),
      ...(svg ? [make("div.diagram", svg)] : []),
      ...listed("Allowed now", operations.filter(({ allowed }) => allowed).map(({ name }) => [toForm(of, name)])),
      ...listed("Refused now", operations.filter(({ allowed }) => !allowed).map((move) => refusal(of, move))),
      ...listed("What others can do", moves.filter(({ kind }) => kind === "signal").map(signal)),
      ...listed("What time will bring", due.map(({ timer, at }) => [make("b", timer), " at " + moment(at)])),
    );
  };

  objects.onchange = () => {
    current = objects.value;
    show();
  };
  panel.append(
    make("div.head", make("h2", "The mock"), toggle("Close")),
    make("p.clock", time, " ", hours("+1 hour", "1h"), " ", hours("+1 day", "24h"), " ", hours("+7 days", "168h")),
    objects, body,
  );
  panel.ontoggle = ({ newState }) => newState === "open" && show();
  find(".tools").append(toggle("Mock"));
  document.body.append(panel);
  called = (id) => {
    current = id ?? current;
    if (innerWidth >= 960) panel.togglePopover(true);
    show();
  };
});
