// Stars that this browser keeps: a button for each item, and a link to the list of those that have one. The site learns of
// them only by the address of that list.
const place = document.getElementById("my-programme");
const link = place.querySelector("a");
const list = link.href;
const { event, version, most, short, see, add, full } = place.dataset;
const KEY = `my-programme:${event}`;
const isHere = location.pathname === link.pathname;
const buttons = new Map();

// A private window may refuse to remember: then the stars hold for this page.
let remembered = null;
const kept = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? remembered;
  } catch {
    return remembered;
  }
};

// The items with a star, and the version since which changes are news. Read anew each time: another tab may have written.
const read = () => {
  const { items = [], seen } = kept() ?? {};
  return { items: new Set(items), seen: items.length ? seen : Number(version) };
};

const keep = ({ items, seen }) => {
  remembered = { items: [...items], seen };
  try {
    localStorage.setItem(KEY, JSON.stringify(remembered));
  } catch {
    // Nothing to do: see above.
  }
};

const query = (items) => (items.size ? `?items=${[...items].map((uid) => uid.replaceAll("-", "")).join(".")}` : "");

// Whether the page lists these items, and no others: it may have come from another browser.
const listed = (items) => location.search.split("&")[0] === query(items);

const show = ({ items, seen }) => {
  for (const [uid, button] of buttons) button.setAttribute("aria-pressed", items.has(uid));
  link.href = items.size ? `${list}${query(items)}&since=${seen}` : list;
  link.hidden = isHere && listed(items);
  link.textContent = items.size ? `${see} (${items.size})` : see;
};

const toggle = (uid) => {
  const stars = read();
  const isFull = !stars.items.has(uid) && stars.items.size >= Number(most);
  if (!stars.items.delete(uid) && !isFull) stars.items.add(uid);
  place.querySelector("[role=status]").textContent = isFull ? full : "";
  keep(stars);
  show(stars);
};

const star = (uid, title) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "star";
  button.textContent = short;
  button.setAttribute("aria-label", add.replace("%s", () => title));
  button.addEventListener("click", () => toggle(uid));
  buttons.set(uid, button);
  return button;
};

const stars = read();
for (const article of document.querySelectorAll(".item[id^=item-]")) {
  const uid = article.id.replace("item-", "");
  const heading = article.querySelector("h4");
  // What is cancelled may lose its star, and gets none.
  if (!stars.items.has(uid) && heading.querySelector("s")) continue;
  (article.querySelector(":scope > .meta") ?? article).append(" ", star(uid, heading.querySelector("a").textContent));
}
if (place.dataset.item) place.prepend(star(place.dataset.item, place.dataset.title), " ");
show(stars);

if (isHere && !location.search && stars.items.size) location.replace(link.href);
else if (isHere && listed(stars.items)) keep({ ...stars, seen: Number(version) }); // This page tells what changed.
window.addEventListener("storage", () => show(read()));
window.addEventListener("pageshow", ({ persisted }) => persisted && show(read()));
