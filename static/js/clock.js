// The server's clock runs on; the device's own only tells that it slept.
const place = document.querySelector('[data-clock]');
const [time, left, over, spoken, loaded] = place.children;
const { at, until, offset } = place.dataset;
const load = performance.getEntriesByType('navigation')[0] || { requestStart: 0 };
const drift = () => Date.now() - performance.now();
const [first, shown] = [drift(), time.textContent];

function tick() {
  const now = +at + performance.now() - load.requestStart;
  const old = load.transferSize === 0 || Math.abs(drift() - first) > 5e3;
  const min = Math.ceil((until - now) / 6e4);
  loaded.hidden = !old;
  time.textContent = old ? shown : new Date(now + offset * 1e3).toISOString().slice(11, 19);
  if (old) return;
  over.hidden = !(left.hidden = now > until);
  left.textContent = left.dataset[min > 59 ? 'h' : 'm'].replace('{h}', min / 60 | 0).replace('{m}', min % 60);
  if ([60, 15, 5].includes(min)) spoken.textContent = left.textContent;
}

tick();
setInterval(tick, 1e3);
