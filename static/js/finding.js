// Finds while one types: shows what the form with data-finds would find in the element of that name.

for (const form of document.querySelectorAll("form[data-finds]")) {
  const found = document.getElementById(form.dataset.finds);
  let waiting, asked;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      asked?.abort();
      asked = new AbortController();
      const query = new URLSearchParams([...new FormData(form), ["part", "list"]]);
      const address = form.action.split("?")[0];
      try {
        const answer = await fetch(`${address}?${query}`, { signal: asked.signal });
        if (answer.ok) found.innerHTML = await answer.text();
      } catch {
        // The next letter asks again; the button works in any case.
      }
    }, 250);
  });
}
