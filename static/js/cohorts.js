// The balance follows the ticks before they are saved. Without this script it follows the button.

const AFTER_TICK = 250; // milliseconds of rest

const form = document.querySelector('[data-ticks]');
const place = document.querySelector('[data-balance]');
const line = document.querySelector('[data-balance-brief]');
const count = document.querySelector('[data-tick-count]');
let timer = 0;
let asked = 0;

function changed() {
  return [...form.querySelectorAll('input.tick:not(:disabled)')]
    .filter((tick) => tick.checked !== (tick.dataset.was === '1'));
}

function showCount(number) {
  form.toggleAttribute('data-changed', number > 0);
  if (count) count.textContent = number ? count.dataset.some.replace('{n}', number) : count.dataset.none;
}

async function look() {
  const ticks = changed();
  showCount(ticks.length);
  const sketch = new URLSearchParams(ticks.map((tick) => [tick.checked ? 'in' : 'out', tick.value]));
  asked += 1;
  const mine = asked;
  try {
    const answer = await fetch(`${place.dataset.balance}?${sketch}`);
    if (!answer.ok) return;
    const { panel, brief } = await answer.json();
    if (mine !== asked) return;
    place.innerHTML = panel; // ours, escaped by the server
    if (line) line.innerHTML = brief;
  } catch { /* without a line the balance stays as it was */ }
}

if (form && place) {
  form.addEventListener('change', (event) => {
    if (!event.target.matches('input.tick')) return;
    clearTimeout(timer);
    timer = setTimeout(look, AFTER_TICK);
  });
  if (changed().length) look(); // the browser kept ticks of an earlier visit
  else showCount(0);
}
