// Samples in several languages: one is shown, the same on every page. And a button that copies each block of code.
const choose = (language) => {
  for (const group of all(".langs")) {
    const items = all("figure", group);
    const shown = items.find((item) => item.dataset.lang === language) ?? items[0];
    for (const item of items) item.hidden = item !== shown;
  }
};

// changed shows another language. What stands above may have become longer or shorter; the reader stays where they are.
const changed = (language, select) => {
  const group = select.closest(".langs");
  const top = () => group.getBoundingClientRect().top;
  const before = top();
  kept("language", language);
  choose(language);
  scrollBy(0, top() - before);
  select.value = select.closest("figure").dataset.lang;
  find("figure:not([hidden]) select", group).focus({ preventScroll: true });
};

// copyable puts a button into the head of a block of code.
const copyable = (figure) => {
  const copy = button("Copy", async () => {
    let done = "Copied";
    try {
      await navigator.clipboard.writeText(find("pre", figure).textContent);
    } catch {
      done = "Select and copy by hand";
    }
    copy.textContent = say(done);
    setTimeout(() => (copy.textContent = "Copy"), 2000);
  });
  find("figcaption", figure).append(copy);
};

ready(() => {
  for (const group of all(".langs")) {
    const heads = all("figcaption", group);
    const labels = heads.map((head) => head.textContent);
    const options = heads.map((head) => head.parentNode.dataset.lang);
    if (heads[1]) heads.forEach((head, i) => head.replaceChildren(chooser("Language", options, labels, options[i], changed)));
  }
  choose(kept("language"));
  all("figure.code").forEach(copyable);
  root.classList.add("ready");
});
