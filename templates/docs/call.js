// The forms that call the mock. They work where "chargegen serve" serves the pages with the mock beside them. Fields have
// no name of HTML's own: a parameter called "after" or "elements" would hide what the form itself has of that name.
const served = location.pathname.startsWith("/_docs/");
if (served) root.classList.add("served");

// Keys stay in memory, by kind: nothing is kept when the page is left.
const keys = {};

const matches = (pattern, text) => {
  try {
    return Boolean(pattern) && new RegExp(pattern).test(text);
  } catch {
    return false; // a pattern that this browser cannot read
  }
};

// keyFault says why a key is not sent.
const keyFault = ({ test, live }, key) => {
  if (test ? matches(test, key) : !matches(live, key)) return "";
  return matches(live, key) ? "This is a live key. It was not sent: take a test key." : "This is no test key. It was not sent.";
};

// valueOf is what a field says, undefined where it is empty.
const valueOf = (field) => {
  const text = field.value;
  if (text === "") return undefined;
  const type = field.dataset.type;
  if (type === "json") return JSON.parse(text);
  if (type === "boolean") return text === "true";
  return type === "integer" || type === "number" ? Number(text) : text;
};

// nest puts a value into an object under a name such as a[b].
const nest = (into, name, value) => {
  const names = name.split(/[[\]]+/).filter(Boolean);
  const last = names.pop();
  for (const part of names) into = into[part] ??= Object.create(null);
  into[last] = value;
};

// pairs spells a value for a query or a form.
const pairs = (name, value, lists) => {
  if (Array.isArray(value)) {
    if (lists === "comma") return [[name, value.join(",")]];
    return value.flatMap((item) => pairs(lists === "repeat" ? name : name + "[]", item, lists));
  }
  if (value && typeof value === "object") return Object.entries(value).flatMap(([key, item]) => pairs(name + "[" + key + "]", item, lists));
  return [[name, String(value)]];
};

// request is the call that a form describes.
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

// curl is the call as a command.
const curl = ({ url, method, headers, body }) =>
  ["curl " + quote(location.origin + url), "-X " + method, ...Object.entries(headers).map(([name, value]) =>
    value.startsWith("Basic ") ? "-u " + quote(atob(value.slice(6))) : "-H " + quote(name + ": " + value))]
    .concat(body ? ["-d " + quote(String(body))] : [])
    .join(" \\\n  ");

// coloured is JSON with the elements that pages have in such code: i for a text, b for a number or a word.
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

// meaning is what the table of errors on this page says of a code.
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

// renew puts another id where one does only once: the mock takes any that is well-formed to mean the same.
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
