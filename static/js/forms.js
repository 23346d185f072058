// Small comforts in forms: words left, focus on the error summary, copying an address.
// Every form works the same without them.

// Words as the server counts them: runs of anything but white space.
const countWords = (text) => (text.trim().match(/\S+/gu) || []).length;

function fill(template, limit, number) {
  return template.replaceAll('{n}', number).replaceAll('{limit}', limit);
}

function watchWords(area) {
  const counter = document.getElementById(`${area.id}-count`);
  const limit = Number(area.dataset.wordLimit);
  if (!counter || !limit) return;
  const show = () => {
    const left = limit - countWords(area.value);
    const said = `${left < 0 ? 'over' : 'left'}${Math.abs(left) === 1 ? 'One' : ''}`;
    counter.textContent = fill(counter.dataset[said], limit, Math.abs(left));
    counter.classList.toggle('count-over', left < 0);
  };
  area.addEventListener('input', show);
  area.addEventListener('blur', () => counter.setAttribute('aria-live', 'off'));
  area.addEventListener('focus', () => counter.setAttribute('aria-live', 'polite'));
  show();
}

function offerCopy(button) {
  const field = document.getElementById(button.dataset.copy);
  if (!field || !navigator.clipboard) return;
  const label = button.firstChild.textContent;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(field.value);
    button.firstChild.textContent = button.dataset.copied;
    setTimeout(() => { button.firstChild.textContent = label; }, 2000);
  });
}

document.querySelectorAll('[data-word-limit]').forEach(watchWords);
document.querySelectorAll('[data-copy]').forEach(offerCopy);
document.querySelectorAll('[data-select-on-focus]').forEach((field) => {
  field.addEventListener('focus', () => field.select());
});
document.querySelector('[data-focus]')?.focus();

// An open account menu closes with Escape or a press elsewhere.
document.querySelectorAll('details[data-menu]').forEach((menu) => {
  const close = (event) => { if (!menu.contains(event.target)) menu.open = false; };
  document.addEventListener('click', close);
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
});
