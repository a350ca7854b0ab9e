// Lets a delegate's pages be read without a line: the worker keeps this page and those that its links with data-keep name.
// A page that is a kept copy says how old it is, and shows the newest as soon as there is a line.
const root = document.documentElement;
const banner = document.getElementById("kept-copy");

const wanted = () => {
  const pages = [...document.querySelectorAll("a[data-keep]")].map((link) => link.href);
  const assets = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")];
  return [location.href, ...pages, ...assets.map((each) => each.href || each.src)];
};

const age = (since) => {
  const words = new Intl.RelativeTimeFormat(root.lang, { numeric: "auto" });
  const minutes = Math.round((since - Date.now()) / 60000);
  if (minutes > -60) return words.format(minutes, "minute");
  return minutes > -2880 ? words.format(Math.round(minutes / 60), "hour") : words.format(Math.round(minutes / 1440), "day");
};

const offer = () => {
  banner.querySelector("a").hidden = false;
};

// A phone may say that it is online before anything gets through, so the line itself is tried. The newest shows itself, but not
// on a line so slow that the worker would show the copy again: there the reader chooses.
const SLOW = 3000; // milliseconds, less than the worker's patience
const PAUSE = 5000;
let waiting;

const look = async () => {
  clearTimeout(waiting);
  const began = Date.now();
  const answer = await fetch(root.dataset.worker, { cache: "no-store" }).catch(() => null);
  if (answer?.ok && Date.now() - began < SLOW) return location.reload();
  if (answer?.ok) offer();
  waiting = setTimeout(look, PAUSE);
};

if (navigator.serviceWorker) {
  navigator.serviceWorker.register(root.dataset.worker);
  navigator.serviceWorker.ready.then(({ active }) => {
    if (root.dataset.kept === "no") active.postMessage({ keep: wanted() });
  });
  navigator.serviceWorker.addEventListener("message", offer);
}

if (root.dataset.kept === "yes") {
  const taken = banner.querySelector("time");
  taken.textContent = age(new Date(taken.dateTime));
  addEventListener("online", look);
  waiting = setTimeout(look, PAUSE);
}
