// Says above the programme what is on and what comes next, from the marks of times in the page. It is no live region: it
// changes each minute, and readers find it when they look.
const place = document.getElementById("now-and-next");
const { now, next, left, soon, withoutEnd } = place.dataset;
const MINUTE = 60000;
const IN_MINUTES = 180 * MINUTE; // Beyond it, the day is told.

const read = (article) => {
  const own = article.querySelectorAll(".meta b time");
  const marks = own.length ? own : article.closest(".slot").querySelectorAll(".when time");
  const [starts, ends] = [...marks].map((mark) => Date.parse(mark.dateTime));
  return { article, starts, ends, clock: marks[0]?.textContent };
};

const items = [...document.querySelectorAll(".item")]
  .filter((article) => !article.querySelector("h4 s"))
  .map(read)
  .filter((item) => item.starts !== undefined)
  .sort((one, other) => one.starts - other.starts);
for (const item of items) {
  const after = items.find((other) => other.starts > item.starts)?.starts ?? Infinity;
  item.ends ??= Math.min(after, item.starts + Number(withoutEnd));
}

const unit = (count, name) =>
  new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: name, unitDisplay: "long" }).format(count);

const span = (time) => {
  const minutes = Math.ceil(time / MINUTE);
  const hours = Math.floor(minutes / 60);
  return [hours && unit(hours, "hour"), (minutes % 60 || !hours) && unit(minutes % 60, "minute")].filter(Boolean).join(" ");
};

const until = ({ article, starts, clock }, at) => {
  if (starts - at <= IN_MINUTES) return soon.replace("%s", span(starts - at));
  return `${article.closest(".day").querySelector("h3").textContent}, ${clock}`;
};

const row = (label, { article }) => {
  const shown = document.createElement("li");
  const word = document.createElement("b");
  word.textContent = label;
  const where = article.querySelector("h4 + p:not([class]), .mark + p:not([class])")?.textContent;
  const rest = document.createElement("span");
  shown.append(word, " ", article.querySelector("h4 a").cloneNode(true), where ? `, ${where}, ` : ", ", rest);
  return shown;
};

// Rows stay where the same items are on, so that a reader who has reached a link keeps it.
let drawn = "";

const draw = () => {
  const at = Date.now();
  const on = items.filter(({ starts, ends }) => starts <= at && at < ends);
  const coming = items.filter(({ starts }) => starts > at);
  const following = coming.filter(({ starts }) => starts === coming[0].starts);
  const shown = [...on.map((item) => [now, item]), ...following.map((item) => [next, item])];
  const key = shown.map(([label, { article }]) => label + article.id).join();
  if (key !== drawn) place.replaceChildren(...shown.map(([label, item]) => row(label, item)));
  drawn = key;
  shown.forEach(([label, item], number) => {
    const rest = label === now ? left.replace("%s", span(item.ends - at)) : until(item, at);
    place.children[number].lastElementChild.textContent = rest;
  });
  place.hidden = !shown.length;
  setTimeout(draw, MINUTE - (Date.now() % MINUTE));
};

draw();
