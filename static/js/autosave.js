// Saves an application while its writer types. What could not be sent yet is kept on her device,
// through a power cut too, and sent when the line is back. Without this script each page is saved
// by its button.

const AFTER_TYPING = 1500; // milliseconds of rest
const PATIENCE = 5000; // milliseconds that a press waits for what is being sent
const MOST_KEPT_ALIVE = 60000; // bytes; browsers refuse to send more for a page that is left
const WAITS = [5, 15, 30, 60]; // seconds between attempts without a line

const frame = document.querySelector('[data-autosave]');
const form = frame?.querySelector('form');
const note = form?.querySelector('.saved');
if (form && note) start();

function start() {
  const store = `draft:${frame.dataset.draft}`;
  const changedAt = {}; // by question: when it was typed here, of this device's clock
  let timer = 0;
  let attempts = 0;
  let busy = false;
  let sending = Promise.resolve();
  let stopped = false;

  // The question of a control: languages-2-level belongs to languages.
  const question = (control) => control.name.split('-')[0];
  const say = (text) => { if (note.textContent !== text) note.textContent = text; };
  const ages = (at) => Object.entries(changedAt)
    .map(([name, when]) => `${name}.${Math.max(0, Math.floor((at - when) / 1000))}`).join(' ');

  function typed() {
    const fields = new FormData(form);
    fields.delete('csrf_token');
    return [...fields].filter(([name]) => name !== 'seen' && name !== 'ages');
  }

  // `pressed`: the page was sent by its button; whether it arrived is seen when it is opened again.
  function remember(pressed = false) {
    try {
      const seen = form.elements.seen.value;
      localStorage.setItem(store, JSON.stringify({ fields: typed(), changedAt, seen, pressed }));
    } catch { /* no room, or not allowed: the page itself still holds it */ }
  }

  function forget() {
    try { localStorage.removeItem(store); } catch { /* likewise */ }
  }

  function restore() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(store)); } catch { /* nothing to restore */ }
    if (!kept?.fields || (kept.pressed && kept.seen !== form.elements.seen.value)) {
      forget();
      return;
    }
    for (const control of form.elements) {
      if (!(question(control) in kept.changedAt)) continue;
      const values = kept.fields.filter(([name]) => name === control.name).map(([, v]) => v);
      if (control.type === 'checkbox' || control.type === 'radio') {
        control.checked = values.includes(control.value);
      } else if (values.length) [control.value] = values;
    }
    Object.assign(changedAt, kept.changedAt);
    // What was typed here was typed on the answers of then, which may have changed elsewhere since.
    const field = form.elements.seen;
    const then = new Map(kept.seen.split(' ').map((mark) => [mark.split('.')[0], mark]));
    field.value = field.value.split(' ').map((mark) => {
      const [name] = mark.split('.');
      return (name in changedAt && then.get(name)) || mark;
    }).join(' ');
    say(frame.dataset.restored);
    plan(0);
  }

  function plan(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(begin, milliseconds);
  }

  function begin() {
    if (!busy) sending = send();
  }

  async function send() {
    if (stopped || !Object.keys(changedAt).length) return;
    busy = true;
    const sentAt = Date.now();
    const body = new FormData(form);
    body.set('ages', ages(sentAt));
    const text = new URLSearchParams(body).toString();
    try {
      const answer = await fetch(frame.dataset.autosave, {
        method: 'POST', body: text, redirect: 'manual', keepalive: text.length < MOST_KEPT_ALIVE,
        headers: { Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded' },
      });
      if (answer.type === 'opaqueredirect' || answer.status === 404) signedOut();
      else if (answer.status === 422) refused(await answer.json());
      else if (!answer.ok) throw new Error(answer.status);
      else saved(await answer.json(), sentAt);
      attempts = 0;
    } catch {
      say(frame.dataset.offline);
      plan(1000 * WAITS[Math.min(attempts, WAITS.length - 1)]);
      attempts += 1;
    }
    busy = false;
  }

  function saved(news, sentAt) {
    form.elements.seen.value = news.seen;
    for (const name of Object.keys(changedAt)) if (changedAt[name] <= sentAt) delete changedAt[name];
    if (Object.keys(changedAt).length) {
      remember();
      plan(AFTER_TYPING);
    } else forget();
    say([news.saved, ...news.meanwhile.map((each) => each.told)].join(' '));
  }

  function refused(news) {
    stopped = true;
    say(news.problem);
  }

  function signedOut() {
    stopped = true;
    say(frame.dataset.signedOut);
  }

  form.addEventListener('input', (event) => {
    changedAt[question(event.target)] = Date.now();
    remember();
    if (!attempts) plan(AFTER_TYPING);
  });
  form.addEventListener('change', () => { if (!attempts) plan(0); });
  form.addEventListener('submit', (event) => {
    clearTimeout(timer);
    if (busy && !stopped) { // two savings of one page must not overtake each other
      event.preventDefault();
      stopped = true;
      const patience = new Promise((resolve) => { setTimeout(resolve, PATIENCE); });
      // Not before this press is over: a browser takes no second one within the first.
      Promise.race([sending, patience])
        .then(() => setTimeout(() => form.requestSubmit(event.submitter)));
      return;
    }
    stopped = true;
    let field = form.elements.ages;
    if (!field) {
      field = Object.assign(document.createElement('input'), { type: 'hidden', name: 'ages' });
      form.append(field);
    }
    field.value = ages(Date.now());
    remember(true);
  });
  document.addEventListener('visibilitychange', () => { if (document.hidden) begin(); });
  window.addEventListener('online', () => plan(0));
  restore();
}
