// Adds the reader's own time after each time of an event.
//
// The server writes <time datetime="2027-03-15T08:00:00Z" data-zoned>…</time> in the zone of
// the event, and beside it an empty or filled <span data-local-time>. Without this script the
// reader chooses a zone in a form; the server then marks <html data-zone-chosen>.

const YEAR_IN_SECONDS = 365 * 24 * 60 * 60;
const page = document.documentElement;
const language = page.lang === 'en' ? 'en-GB' : page.lang;
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const chosen = 'zoneChosen' in page.dataset;

const dayAt = (where) => new Intl.DateTimeFormat(language, {
  weekday: 'short', day: 'numeric', month: 'short', timeZone: where,
});
const clockAt = (where) => new Intl.DateTimeFormat(language, {
  hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: where,
});
const zoneName = new Intl.DateTimeFormat(language, { timeZoneName: 'short', timeZone: zone });

// Browsers say GMT-5 where the server says UTC-05:00: a reader meets both, so they read alike.
function nameOfZone(instant) {
  const name = zoneName.formatToParts(instant).find((part) => part.type === 'timeZoneName').value;
  return name.replace(/^GMT([+-])(\d+)(?::(\d+))?$/, (_, sign, hours, minutes = '00') => (
    `UTC${sign}${hours.padStart(2, '0')}:${minutes}`));
}

// The day is repeated only where it may differ: without the event's zone we cannot know.
function localTime(instant, eventZone) {
  const clock = clockAt(zone).format(instant);
  const day = dayAt(zone).format(instant).replace(',', '');
  if (eventZone && day === dayAt(eventZone).format(instant).replace(',', '')) {
    if (clock === clockAt(eventZone).format(instant)) return '';
    return `${clock} ${nameOfZone(instant)}`;
  }
  return `${day}, ${clock} ${nameOfZone(instant)}`;
}

function showLocalTime(time) {
  const place = time.parentElement.querySelector('[data-local-time]');
  const instant = new Date(time.dateTime);
  if (!place || Number.isNaN(instant.getTime())) return;
  const text = localTime(instant, time.dataset.zone);
  place.textContent = text && `${text}, ${page.dataset.yourTime || 'your time'}`;
}

if (zone && !chosen) {
  document.cookie = `zone=${zone}; Max-Age=${YEAR_IN_SECONDS}; Path=/; SameSite=Lax`;
  document.querySelectorAll('time[data-zoned]').forEach(showLocalTime);
  document.querySelectorAll('[data-zone-name]').forEach((place) => { place.textContent = zone.replaceAll('_', ' '); });
}
