// Files go one by one, each by itself, so that a line that breaks costs one file and no answer.
// The server knows a file that came before: to send it again adds nothing. Without this script
// the button leads to a page that does the same.
const WAITS = [2, 5, 10, 20, 40, 60]; // seconds before it is tried again
const SILENCE = 90e3; // as long as nothing moves, the line counts as cut

const queue = [];
let running = null;

function row(place, file) {
  const item = document.createElement('li');
  item.innerHTML = '<bdi></bdi> <span class="small" role="status"></span><progress max="100" value="0"></progress>';
  const stop = document.createElement('button');
  Object.assign(stop, { type: 'button', className: 'button button-quiet', textContent: place.dataset.stop });
  stop.setAttribute('aria-label', `${place.dataset.stop} ${file.name}`);
  item.firstChild.textContent = file.name;
  item.append(stop);
  place.querySelector('[data-sending]').append(item);
  return { item, stop, told: item.children[1], bar: item.children[2] };
}

function say(job, text, isWrong) {
  job.told.textContent = text;
  job.told.className = isWrong ? 'error' : 'small';
}

function end(job, text) {
  job.over = true;
  job.bar.remove();
  job.stop.textContent = job.place.dataset.close;
  job.stop.setAttribute('aria-label', `${job.place.dataset.close} ${job.file.name}`);
  say(job, text, true);
  next(job);
}

function next(job) {
  if (running === job) running = null;
  if (!running && queue.length) { running = queue.shift(); send(running); }
}

function again(job) {
  if (job.over || job.timer) return;
  const wait = WAITS[Math.min(job.tries, WAITS.length - 1)];
  job.tries += 1;
  say(job, job.place.dataset.cut.replace('{n}', wait));
  job.timer = setTimeout(() => { job.timer = 0; send(job); }, wait * 1e3);
}

function done(job, request) {
  const { place } = job;
  let told = null;
  if (request.responseURL.endsWith(place.dataset.upload)) {
    try { told = JSON.parse(request.responseText); } catch { told = null; }
  }
  if (request.status >= 500 || request.status === 429) return again(job);
  if (request.status === 413) return end(job, place.dataset.tooLarge);
  if (!told) return end(job, place.dataset.failed);
  place.querySelector('[data-files]').innerHTML = told.html;
  if (told.problem) return end(job, told.problem);
  job.over = true;
  job.item.remove();
  place.querySelector('[data-said]').textContent = place.dataset.kept.replace('{name}', () => told.name);
  return next(job);
}

function send(job) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append('csrf_token', document.querySelector('[name=csrf_token]').value);
  body.append('document', job.file);
  const place = job.place.dataset;
  let silence;
  const listen = () => { clearTimeout(silence); silence = setTimeout(() => request.abort(), SILENCE); };
  const cut = () => { clearTimeout(silence); again(job); };
  request.upload.onprogress = (event) => {
    listen();
    job.bar.value = event.loaded / event.total * 100;
    say(job, event.loaded < event.total ? place.part.replace('{n}', Math.floor(job.bar.value)) : place.looking);
  };
  request.onload = () => { clearTimeout(silence); done(job, request); };
  request.onerror = cut;
  request.onabort = cut;
  request.open('POST', place.upload);
  request.setRequestHeader('Accept', 'application/json');
  job.request = request;
  say(job, place.sendingNow);
  listen();
  request.send(body);
}

function add(place, file) {
  const job = { place, file, tries: 0, timer: 0, over: false, ...row(place, file) };
  job.stop.addEventListener('click', () => {
    const wasOver = job.over;
    job.over = true;
    clearTimeout(job.timer);
    job.request?.abort();
    job.item.remove();
    if (queue.includes(job)) queue.splice(queue.indexOf(job), 1);
    if (!wasOver) next(job);
    (place.querySelector('[data-add]') || place).focus();
  });
  if (file.size > +place.dataset.mostBytes) return end(job, place.dataset.tooLarge);
  say(job, place.dataset.waiting);
  queue.push(job);
  return next();
}

document.querySelectorAll('[data-upload]').forEach((place) => {
  const chooser = Object.assign(document.createElement('input'), {
    type: 'file', multiple: place.dataset.many === '', accept: place.dataset.accept, hidden: true,
  });
  place.append(chooser);
  place.addEventListener('click', (event) => {
    if (!event.target.closest('[data-add]')) return;
    event.preventDefault();
    chooser.click();
  });
  chooser.addEventListener('change', () => {
    [...chooser.files].forEach((file) => add(place, file));
    chooser.value = '';
  });
});
addEventListener('online', () => {
  if (running?.timer) { clearTimeout(running.timer); running.timer = 0; send(running); }
});
addEventListener('beforeunload', (event) => { if (running || queue.length) event.preventDefault(); });
