// The forms that call the mock. They work where "chargegen serve" serves the pages with the mock beside them. Fields have
// no name of HTML's own: a parameter called "after" or "elements" would hide what the form itself has of that name. Keys
// stay in their fields: nothing is kept when the page is left.
const served = location.pathname.startsWith("/_docs/");
if (served) root.classList.add("served");

// matches is false of a pattern that this browser cannot read.
const matches = (pattern, text) => {
  try {
    return pattern && new RegExp(pattern).test(text);
  } catch {}
};

// valueOf is what a field says.
const valueOf = ({ value, type, dataset }) => (type === "number" ? +value : dataset.type ? JSON.parse(value) : value);

// nest puts a value into an object under a name such as a[b].
const nest = (into, name, value) => {
  const names = name.split(/[[\]]+/).filter(Boolean);
  const last = names.pop();
  for (const part of names) into = into[part] ??= { __proto__: null };
  into[last] = value;
};

// pairs spells a value for a query or a form.
const pairs = (name, value, lists) => {
  if (Array.isArray(value)) {
    return lists === "comma" ? [[name, value.join()]] : value.flatMap((item) => pairs(lists === "repeat" ? name : name + "[]", item, lists));
  }
  return value && typeof value === "object" ? Object.entries(value).flatMap(([key, item]) => pairs(name + "[" + key + "]", item, lists)) : [[name, String(value)]];
};

const typeJSON = { "Content-Type": "application/json" };

// request is the call that a form describes.
const request = (form) => {
  const { method, path, body: wanted, version } = form.dataset;
  const headers = version ? Object.fromEntries([version.split(": ")]) : {};
  const json = wanted === "json";
  const query = [];
  const inBody = [];
  const members = { __proto__: null };
  let url = path;
  let body;
  for (const field of all("[data-name]", form)) {
    if (!field.value) continue;
    const value = valueOf(field);
    const { name, in: place } = field.dataset;
    if (place === "path") url = url.replace("{" + name + "}", encodeURIComponent(value));
    else if (place === "header") headers[name] = value;
    else if (place === "body" && json) nest(members, name, value);
    else (place === "query" ? query : inBody).push(...pairs(name, value, wanted));
  }
  const key = find("[data-kind]", form);
  if (key) {
    const { scheme, header } = key.dataset;
    headers[header || "Authorization"] = scheme === "basic" ? "Basic " + btoa(key.value + ":") : (scheme === "bearer" ? "Bearer " : "") + key.value;
  }
  if (query[0]) url += "?" + new URLSearchParams(query);
  if (method !== "GET") {
    if (inBody[0]) body = new URLSearchParams(inBody);
    if (Object.keys(members)[0]) {
      Object.assign(headers, typeJSON);
      body = JSON.stringify(members);
    }
  }
  return { url, method, headers, body };
};

const quote = (text) => "'" + String(text).replaceAll("'", "'\\''") + "'";

// curl is the call as a command.
const curl = ({ url, method, headers, body }) =>
  ["curl " + quote(location.origin + url), "-X " + method, ...Object.entries(headers).map(([name, value]) =>
    value.startsWith("Basic ") ? "-u " + quote(atob(value.slice(6))) : "-H " + quote(name + ": " + value)), ...(body ? ["-d " + quote(body)] : [])].join(" \\\n  ");

// coloured is JSON with the elements that pages have in such code: i for a text, b for a number or a word.
const coloured = (json) => {
  const code = make("code");
  let end = 0;
  for (const { 0: token, 1: name, index } of json.matchAll(/("(?:\\.|[^"\\])*":)|"(?:\\.|[^"\\])*"|true|false|null|-?\d[\d.eE+-]*/g)) {
    if (name) continue;
    code.append(json.slice(end, index), make(token[0] === '"' ? "i" : "b", token));
    end = index + token.length;
  }
  code.append(json.slice(end));
  return code;
};

const block = (title, code) => {
  const figure = make("figure.code", make("figcaption", title), make("pre", { tabIndex: 0 }, code));
  copyable(figure);
  return figure;
};

// errorLink leads to an error in the catalogue; errorCells is what the table of a form's operation says of it.
const errorLink = (code) => link(below("errors.html#" + code), code);
const errorCells = (form, code) => document.getElementById(form?.dataset.part + "-error-" + code)?.cells;
const copied = (cell) => cell.cloneNode(true).childNodes;

const refused = (...children) => make("div.refused", ...children);

// meaning is what the page says of a code.
const meaning = (form, code) => {
  const cells = errorCells(form, code);
  return refused(make("p", "Refused with ", errorLink(code)),
    ...(cells ? [make("p", ...copied(cells[2])), make("p", "What to do: ", ...copied(cells[3]))] : []));
};

// called is told the id of what a call was about; the panel listens.
let called;

// renew puts another id where one does only once: the mock takes any that is well-formed to mean the same.
const renew = (form) => {
  for (const field of all("[data-once]", form)) field.value &&= field.value.slice(0, -4) + (Math.random() + "").slice(2, 6);
};

// send makes the call of a form and returns what is shown of it. It throws why a call is not made.
const send = async (form) => {
  const key = find("[data-kind]", form);
  if (key) {
    const { test, live } = key.dataset;
    const isLive = matches(live, key.value);
    if (test ? !matches(test, key.value) : isLive) throw (isLive ? "This is a live key." : "This is no test key.") + " It was not sent.";
  }
  let call, answer, data;
  try {
    call = request(form);
  } catch (error) {
    throw "A field does not hold JSON: " + error.message;
  }
  let text, start = Date.now();
  try {
    answer = await fetch(call.url, call);
    text = await answer.text();
  } catch {
    throw "The mock does not answer. Does chargegen serve still run?";
  }
  const spent = Date.now() - start;
  try {
    data = JSON.parse(text);
    text = JSON.stringify(data, null, 2);
  } catch {} // it is no JSON
  const { ok, status, statusText } = answer;
  const code = !ok && form.dataset.code.split(".").reduce((inner, name) => inner?.[name], data);
  if (ok) renew(form);
  say("Answered with " + status + " " + (code || ""));
  called((ok && data?.id) || find("[data-in=path]", form)?.value);
  return [
    make(ok ? "p.status good" : "p.status bad", make("strong", status + " " + statusText), " in " + spent + " ms"),
    ...(code ? [meaning(form, code)] : []),
    block(call.method + " " + call.url, data ? coloured(text) : make("code", text)),
    block("The call as curl", make("code", curl(call))),
  ];
};

ready(() => {
  if (!served) return;
  for (const form of all("form.try")) {
    const output = make("div.answer", { ariaLabel: "Answer", role: "group" });
    form.after(output);
    renew(form);
    form.onsubmit = async (event) => {
      event.preventDefault();
      output.replaceChildren(...(await send(form).catch((why) => [refused(why)])));
    };
  }
  for (const key of all("[data-kind]")) key.onchange = () => all(`[data-kind="${key.dataset.kind}"]`).forEach((other) => (other.value = key.value));
});
