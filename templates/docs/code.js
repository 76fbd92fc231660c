// Samples in several languages: one is shown, the same on every page. And a button that copies each block of code.
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

// chooser is a list of the languages of a group, for the head of one of its samples.
const chooser = (items, own) => {
  const select = make("select", { "aria-label": "Language" });
  for (const item of items) select.append(make("option", { value: item.dataset.lang, textContent: item.dataset.label }));
  select.value = own.dataset.lang;
  select.onchange = () => {
    const group = own.parentElement;
    const before = group.getBoundingClientRect().top;
    remember("language", select.value);
    choose(select.value);
    // What stands above may have become longer or shorter; the reader stays where they are.
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

// copyable puts a button into the head of a block of code.
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
