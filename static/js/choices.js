// A long list of boxes to tick can be searched; accents and case make no difference.
// A script of its own, for the few pages that have one.
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
document.querySelectorAll('[data-search]').forEach((field) => {
  const choices = [...document.getElementById(field.dataset.search).children];
  field.hidden = false;
  field.addEventListener('input', () => {
    const words = plain(field.value).split(/\s+/);
    choices.forEach((choice) => { choice.hidden = !words.every((word) => plain(choice.textContent).includes(word)); });
  });
  field.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); });
});
