// Reads every feed of a folder with ical.js and prints what it understood, as JSON:
// node by_ical_js.cjs ical.es5.cjs folder
const fs = require("node:fs");
const path = require("node:path");

const [library, folder] = process.argv.slice(2).map((each) => path.resolve(each));
const ICAL = require(library);

// Without milliseconds, like the other readers.
function when(time) {
  if (time.isDate) return time.toString();
  return new Date(time.toUnixTime() * 1000).toISOString().replace(".000", "");
}

function read(octets) {
  const calendar = new ICAL.Component(ICAL.parse(octets));
  // Zones are those of the feed, and of no other feed that was read before.
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents("vtimezone")) {
    ICAL.TimezoneService.register(zone);
  }
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      starts: when(event.startDate),
      ends: when(event.endDate),
      summary: event.summary || "",
      description: event.description || "",
      location: event.location || "",
      status: component.getFirstPropertyValue("status"),
      sequence: event.sequence,
    };
  });
}

const feeds = fs.readdirSync(folder).filter((name) => name.endsWith(".ics"));
const told = feeds.map((name) => [name, read(fs.readFileSync(path.join(folder, name), "utf8"))]);
process.stdout.write(JSON.stringify(Object.fromEntries(told)));
