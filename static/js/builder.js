// The form builder works without any of this.
// - A menu marked data-shows="show" shows at once what fits the choice.
// - Questions can be dragged to another place; the buttons do the same, one place at a time.

document.documentElement.classList.add('fb-scripted');

document.querySelectorAll('select[data-shows]').forEach((menu) => {
  menu.addEventListener('change', () => {
    const button = document.createElement('button');
    button.name = 'do';
    button.value = menu.dataset.shows;
    button.hidden = true;
    menu.form.append(button);
    menu.form.requestSubmit(button);
  });
});

const list = document.querySelector('form[data-order]');
let dragged = null;

function marks(over) {
  list.querySelectorAll('.fb-before, .fb-after-it').forEach((each) => {
    each.classList.remove('fb-before', 'fb-after-it');
  });
  if (over) over.row.classList.add(over.below ? 'fb-after-it' : 'fb-before');
}

function under(event) {
  const row = event.target.closest('.fb-question, .fb-empty');
  if (!row || row === dragged) return null;
  const box = row.getBoundingClientRect();
  return { row, below: event.clientY > box.top + box.height / 2 };
}

function drop(place) {
  const questions = place.row.parentElement;
  const others = [...questions.querySelectorAll('.fb-question')].filter((each) => each !== dragged);
  const at = place.row.matches('.fb-question') ? others.indexOf(place.row) + (place.below ? 1 : 0) : 0;
  list.elements.key.value = dragged.dataset.key;
  list.elements.section.value = questions.dataset.section;
  list.elements.at.value = at;
  const button = document.createElement('button');
  button.name = 'move';
  button.value = 'place';
  button.hidden = true;
  list.append(button);
  list.requestSubmit(button);
}

if (list && matchMedia('(pointer: fine)').matches) {
  list.classList.add('fb-can-drag');
  list.querySelectorAll('.fb-question').forEach((row) => {
    row.draggable = true;
    row.querySelectorAll('a').forEach((link) => { link.draggable = false; });
  });
  list.addEventListener('dragstart', (event) => {
    dragged = event.target.closest('.fb-question');
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', dragged.dataset.key);
    dragged.classList.add('fb-dragged');
  });
  list.addEventListener('dragover', (event) => {
    if (!dragged) return;
    event.preventDefault();
    marks(under(event));
  });
  list.addEventListener('drop', (event) => {
    const place = dragged && under(event);
    event.preventDefault();
    if (place) drop(place);
  });
  list.addEventListener('dragend', () => {
    marks(null);
    dragged?.classList.remove('fb-dragged');
    dragged = null;
  });
}
