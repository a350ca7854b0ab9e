// Writes the reader's own times behind those of the place, if the reader asks for it. This browser remembers the wish.
const control = document.getElementById("times-at-home");
const box = control.querySelector("input");
const { lang } = document.documentElement;
const clock = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const weekday = new Intl.DateTimeFormat(lang, { weekday: "short" });
const KEY = "times-at-home";

// A private window may refuse to remember: then the wish holds for this page.
const remembered = () => {
  try {
    return localStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
};

const remember = (wish) => {
  try {
    localStorage.setItem(KEY, wish ? "yes" : "no");
  } catch {
    // Nothing to do: see above.
  }
};

// In minutes from UTC: what the mark says of the place, and what this browser's clock says of the same instant.
const offsetThere = ({ dateTime }) => {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(dateTime);
  return Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes));
};
const differs = (mark) => offsetThere(mark) !== -new Date(mark.dateTime).getTimezoneOffset();

const dayOf = (at) => [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => `${part}`.padStart(2, "0")).join("-");

// A time names its weekday where that is not the day that a reader has in mind: at first the day at the place.
const atHome = (marks) => {
  let day = marks[0].dateTime.slice(0, 10);
  const words = marks.map((mark) => {
    const at = new Date(mark.dateTime);
    const before = day;
    day = dayOf(at);
    return day === before ? clock.format(at) : `${weekday.format(at)} ${clock.format(at)}`;
  });
  return control.dataset.words.replace("%s", words.join("–"));
};

const places = [...new Set([...document.querySelectorAll("time[datetime*=T]")].map((mark) => mark.parentElement))]
  .map((place) => ({ place, marks: [...place.querySelectorAll(":scope > time[datetime*=T]")] }))
  .filter(({ marks }) => marks.some(differs));

const show = () => {
  for (const old of document.querySelectorAll(".times-at-home")) old.remove();
  if (!box.checked) return;
  for (const { place, marks } of places) {
    const words = document.createElement("small");
    words.className = "times-at-home";
    words.textContent = ` (${atHome(marks)})`;
    place.append(words);
  }
};

if (places.length) {
  control.querySelector("span").textContent = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  control.hidden = false;
  box.checked = remembered();
  box.addEventListener("change", () => {
    remember(box.checked);
    show();
  });
  show();
}
