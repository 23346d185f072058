// Organisers' tables: choose many, and move without the mouse.
//
// <table data-rows> with one checkbox class="tick" a row, and optionally
//   <input type="checkbox" class="tick" data-select-all hidden> in the head,
//   <div class="bulk" data-bulk> with <span data-bulk-count data-none="…" data-some="{n} chosen">
//   and <input type="checkbox" data-everybody="161"> for all rows of a list of many pages.
// Keys: j and k move, space chooses, enter opens the row's first link. They act only while
// the focus is in the table, or nowhere, so that typing and screen readers keep their keys.

const table = document.querySelector('table[data-rows]');

function rows() {
  return [...table.tBodies[0].rows];
}

function tickOf(row) {
  return row.querySelector('input.tick');
}

function showCount() {
  const all = rows().map(tickOf).filter(Boolean);
  const chosen = all.filter((tick) => tick.checked).length;
  rows().forEach((row) => row.classList.toggle('chosen', Boolean(tickOf(row)?.checked)));
  const head = table.querySelector('[data-select-all]');
  if (head) {
    head.checked = chosen > 0 && chosen === all.length;
    head.indeterminate = chosen > 0 && chosen < all.length;
  }
  const everybody = document.querySelector('[data-everybody]:checked');
  const count = everybody ? everybody.dataset.everybody : chosen;
  document.querySelectorAll('[data-bulk-count]').forEach((place) => {
    place.textContent = count ? place.dataset.some.replace('{n}', count) : place.dataset.none;
  });
}

function chooseAll(event) {
  rows().map(tickOf).filter(Boolean).forEach((tick) => { tick.checked = event.target.checked; });
  showCount();
}

function move(step) {
  const list = rows();
  const here = list.findIndex((row) => row.contains(document.activeElement));
  const next = here < 0 ? 0 : Math.min(Math.max(here + step, 0), list.length - 1);
  list[next]?.querySelector('a, input')?.focus({ preventScroll: true });
  list[next]?.scrollIntoView({ block: 'nearest', behavior: 'instant' }); // keys may come fast
}

function toggle(row) {
  const tick = tickOf(row);
  if (!tick) return;
  tick.checked = !tick.checked;
  showCount();
}

function onKey(event) {
  const target = document.activeElement;
  const outside = target !== document.body && !table.contains(target);
  if (outside || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'j') move(1);
  else if (event.key === 'k') move(-1);
  else if (event.key === ' ' && target.matches('a')) { toggle(target.closest('tr')); event.preventDefault(); }
  else if (event.key === 'Enter' && target.matches('input.tick')) {
    event.preventDefault();
    target.closest('tr').querySelector('a')?.click();
  }
}

if (table) {
  const head = table.querySelector('[data-select-all]');
  if (head) {
    head.closest('[hidden]')?.removeAttribute('hidden');
    head.addEventListener('change', chooseAll);
  }
  table.addEventListener('change', showCount);
  document.querySelector('[data-everybody]')?.addEventListener('change', showCount);
  document.addEventListener('keydown', onKey);
  showCount();
}
