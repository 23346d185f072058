// The grid of the planner, moved by mouse and by keys. All of it goes through the form that the
// page "Move" has: what the server answers takes the place of the grid, or says what is wrong.

const STEP = 5; // minutes
const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const said = document.getElementById('plan-said');
const keys = document.getElementById('plan-keys');
let plan = document.getElementById('plan');
let pending = null; // the session in hand: { slot, day, column, start, length, from }
let sending = false;

const isWide = () => matchMedia('(min-width: 48em)').matches;
const clock = (minutes) => new Date(minutes * 60000).toISOString().slice(11, 16);
const later = (day, minutes) => new Date(Date.parse(`${day}T00:00Z`) + minutes * 60000).toISOString().slice(0, 10);

function say(text, refused = false) {
  said.classList.toggle('plan-refused', refused);
  said.textContent = text;
}

function nameOf(column) {
  return column.querySelector('h3').firstElementChild.textContent;
}

function take(slot) {
  if (pending?.slot === slot) return pending;
  putBack();
  const day = slot.closest('.plan-day');
  const column = slot.closest('.plan-col');
  const start = Number(slot.dataset.start);
  const length = Number(slot.dataset.length);
  pending = { slot, day, column, start, length, from: { day, column, start, length, next: slot.nextElementSibling } };
  slot.classList.add('slot-pending');
  return pending;
}

function isMoved() {
  const { start, length, column, from } = pending;
  return start !== from.start || length !== from.length || column !== from.column;
}

function draw() {
  const { slot, column, start, length, from } = pending;
  if (slot.closest('.plan-col') !== column) column.querySelector('.plan-slots').append(slot);
  slot.style.setProperty('--at', start);
  slot.style.setProperty('--long', Math.min(length, 24 * 60 - start));
  if (column !== from.column) { slot.style.setProperty('--a', 0); slot.style.setProperty('--b', 1); }
  slot.querySelector('.slot-time').textContent = `${clock(start)} – ${clock(start + length)}`;
}

function letGo() {
  if (!pending) return;
  pending.slot.classList.remove('slot-pending');
  document.querySelectorAll('.plan-aim').forEach((each) => each.classList.remove('plan-aim'));
  pending = null;
}

function putBack() {
  if (!pending) return;
  const { slot, from } = pending;
  const focused = slot.contains(document.activeElement) ? document.activeElement : null;
  if (slot.closest('.plan-col') !== from.column) from.column.querySelector('.plan-slots').insertBefore(slot, from.next);
  Object.assign(pending, from);
  draw();
  ['--at', '--long', '--a', '--b'].forEach((name) => slot.style.removeProperty(name));
  slot.querySelector('.slot-time').textContent = slot.dataset.times;
  letGo();
  focused?.focus();
}

function within(value, least, most) {
  return Math.min(Math.max(value, least), Math.max(most, least));
}

function shift(start, length) {
  const { day } = pending;
  const most = Number(day.dataset.to);
  pending.length = within(length, STEP, 24 * 60);
  pending.start = within(start, Number(day.dataset.from), most - Math.min(STEP, pending.length));
  draw();
}

// Columns from left to right as they are seen, whatever the direction of the text.
function besideIt(step) {
  const all = [...pending.day.querySelectorAll('.plan-col')];
  const turned = getComputedStyle(pending.day).direction === 'rtl' ? -step : step;
  return all[all.indexOf(pending.column) + turned];
}

function tell() {
  const { start, length, column } = pending;
  say(`${clock(start)} – ${clock(start + length)}, ${nameOf(column)}. Enter saves, Escape puts it back.`);
}

function onKey(event) {
  const slot = event.target.closest?.('.slot[data-id]');
  if (!slot || !isWide() || sending || event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = ARROWS[event.key];
  if (arrow && !(event.shiftKey && arrow[1])) {
    event.preventDefault();
    const focused = document.activeElement;
    take(slot);
    if (arrow[1]) pending.column = besideIt(arrow[1]) || pending.column;
    const by = arrow[0] * STEP;
    if (event.shiftKey) shift(pending.start, pending.length + by);
    else shift(pending.start + by, pending.length);
    focused.focus({ preventScroll: true });
    slot.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
    tell();
  } else if (pending?.slot === slot && event.key === 'Enter') {
    event.preventDefault();
    save();
  } else if (pending?.slot === slot && event.key === 'Escape') {
    event.preventDefault();
    putBack();
    say('Put back. Nothing is changed.');
  }
}

const snap = (value) => Math.round(value / STEP) * STEP;

// Which minute of its day the height is at in a column, and which column is under the pointer.
function minuteAt(column, height) {
  const { from, to } = column.closest('.plan-day').dataset;
  const box = column.querySelector('.plan-slots').getBoundingClientRect();
  return Number(from) + ((height - box.top) / box.height) * (to - from);
}

function columnAt(x, y) {
  const day = [...plan.querySelectorAll('.plan-day')].find((each) => {
    const box = each.getBoundingClientRect();
    return y >= box.top && y < box.bottom;
  }) || pending.day;
  const column = [...day.querySelectorAll('.plan-col')].find((each) => {
    const box = each.getBoundingClientRect();
    return x >= box.left && x < box.right;
  });
  return column || pending.column;
}

// By mouse or pen only: a finger scrolls, and finds "Move" in each session.
function onGrab(event) {
  const slot = event.target.closest('.slot[data-id]');
  if (!slot || event.button || event.pointerType === 'touch' || !isWide() || sending) return;
  const edge = event.target.closest('.slot-edge');
  const at = { x: event.clientX, y: event.clientY };
  const { top, bottom } = slot.getBoundingClientRect();
  const held = at.y - (edge ? bottom : top);
  const until = new AbortController();
  let dragged = false;

  const onMove = ({ clientX: x, clientY: y }) => {
    if (!dragged && Math.hypot(x - at.x, y - at.y) < 5) return;
    dragged = true;
    plan.classList.add('plan-dragging');
    take(slot);
    if (edge) { shift(pending.start, snap(minuteAt(pending.column, y - held)) - pending.start); return; }
    pending.column.classList.remove('plan-aim');
    pending.column = columnAt(x, y);
    pending.day = pending.column.closest('.plan-day');
    pending.column.classList.add('plan-aim');
    shift(snap(minuteAt(pending.column, y - held)), pending.length);
  };
  const onEnd = (end) => {
    until.abort();
    plan.classList.remove('plan-dragging');
    if (!dragged) return;
    // The click that ends a drag must not open the session.
    const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
    document.addEventListener('click', swallow, true);
    setTimeout(() => document.removeEventListener('click', swallow, true));
    if (end.type === 'pointerup') save();
    else putBack();
  };
  document.addEventListener('pointermove', onMove, { signal: until.signal });
  ['pointerup', 'pointercancel'].forEach((name) => document.addEventListener(name, onEnd, { signal: until.signal }));
}

function fieldsOf({ slot, day, column, start, length, from }) {
  const date = day.dataset.day;
  const fields = new URLSearchParams({
    csrf_token: document.querySelector('input[name="csrf_token"]').value,
    zone: plan.dataset.zone,
    changed_at: slot.dataset.seen,
    day: date,
    starts: clock(start),
    ends: clock(start + length),
    ends_on: later(date, start + length) === date ? '' : later(date, start + length),
  });
  if (column !== from.column) fields.set(plan.dataset.by, column.dataset.place);
  return fields;
}

async function save() {
  if (!isMoved()) { putBack(); return; }
  const { slot } = pending;
  const { id } = slot.dataset;
  sending = true;
  say('Saving');
  try {
    const address = `${plan.dataset.address}${id}/move${plan.dataset.query}`;
    const answer = await fetch(address, { method: 'POST', body: fieldsOf(pending) });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (page.getElementById('plan')) {
      renew(page, id);
      say([...page.querySelectorAll('.flashes .notice-body')].map((each) => each.textContent.trim()).join(' '));
    } else await refuse(answer, page, id);
  } catch {
    putBack();
    say('We cannot reach the server, so nothing is saved. Try again when you are connected.', true);
  } finally {
    sending = false;
  }
}

async function refuse(answer, page, id) {
  putBack();
  const why = [...page.querySelectorAll('.error-summary li')].map((each) => each.textContent.trim()).join(' ');
  say(why || 'This was not saved. Load the page again; you may have to sign in.', true);
  if (answer.status !== 422) return;
  // What somebody else changed meanwhile is to be seen.
  const fresh = await fetch(location.href);
  const now = new DOMParser().parseFromString(await fresh.text(), 'text/html');
  if (now.getElementById('plan')) renew(now, id);
}

function renew(page, id) {
  const places = [...plan.querySelectorAll('.plan-wrap')].map((each) => [each.scrollLeft, each.scrollTop]);
  pending = null;
  const made = document.adoptNode(page.getElementById('plan'));
  plan.replaceWith(made);
  plan = made;
  wake();
  plan.querySelectorAll('.plan-wrap').forEach((each, number) => { [each.scrollLeft, each.scrollTop] = places[number] || [0, 0]; });
  document.querySelector(`#slot-${id} .slot-title`)?.focus({ preventScroll: true });
}

function wake() {
  plan.classList.add('plan-live');
  plan.querySelectorAll('.slot[data-id]').forEach((slot) => {
    slot.dataset.times = slot.querySelector('.slot-time').textContent;
    const title = slot.querySelector('.slot-title');
    title.draggable = false;
    title.setAttribute('aria-describedby', 'plan-keys');
    title.setAttribute('aria-keyshortcuts', 'ArrowUp ArrowDown ArrowLeft ArrowRight Shift+ArrowUp Shift+ArrowDown');
    slot.querySelector('.slot-move').draggable = false;
    const edge = document.createElement('span');
    edge.className = 'slot-edge';
    slot.append(edge);
  });
}

// Where nothing is, a press adds a session at that time: the column's own link, with a start.
function onPress(event) {
  if (!event.target.matches('.plan-slots') || pending || !isWide()) return;
  const at = Math.floor(minuteAt(event.target.closest('.plan-col'), event.clientY) / 15) * 15;
  const address = new URL(event.target.closest('.plan-col').querySelector('.plan-add').href);
  address.searchParams.set('starts', clock(at));
  address.searchParams.set('ends', clock(Math.min(at + 60, 24 * 60 - STEP)));
  location.assign(address);
}

document.querySelector('.plan-days [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center', behavior: 'instant' });

if (plan) {
  keys.hidden = false;
  wake();
  document.addEventListener('keydown', onKey);
  document.addEventListener('pointerdown', onGrab);
  document.addEventListener('dblclick', onPress);
  document.addEventListener('focusout', (event) => {
    const to = event.relatedTarget;
    if (pending && !sending && to && !pending.slot.contains(to)) { putBack(); say('Put back. Nothing is changed.'); }
  });
}
