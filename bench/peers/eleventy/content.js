// The playbook's YAML files as one object, joined the way the pages need them.
import { readFileSync, readdirSync } from "node:fs";
import yaml from "js-yaml";

const TODAY = new Date("2026-11-20");

function read(file) {
  return yaml.load(readFileSync(file, "utf8"), { schema: yaml.CORE_SCHEMA });
}

function folder(name) {
  return readdirSync(`content/${name}`).sort().map((file) => ({ id: file.slice(0, -4), ...read(`content/${name}/${file}`) }));
}

export const byId = (list) => Object.fromEntries(list.map((one) => [one.id, one]));
export const group = (list, key) => list.reduce((found, one) => (((found[key(one)] ??= []).push(one)), found), {});

function place(journey, playbook) {
  let number = 0;
  journey.letters = journey.personas.map((one) => playbook.byPersona[one].name[0]);
  journey.points = journey.stages.flatMap((stage, at) =>
    (stage.touchpoints ?? []).map((own) => {
      const shared = own.use ? playbook.library[own.use] : {};
      const point = { ...shared, ...own, journey, at, stage: stage.stage, number: ++number, assumed: !own.evidence || own.evidence === "assumption" };
      point.emotions = journey.personas.map((one) => (typeof point.emotion === "object" ? point.emotion[one] : point.emotion) ?? 0);
      point.lowest = Math.min(...point.emotions.filter(Boolean), 6) % 6;
      point.plays = playbook.plays.filter((play) => play.applies_to.some((to) => to.touchpoints?.includes(own.use) || to.stages?.includes(stage.stage)));
      point.url = `journeys/${journey.id}.html#touchpoint-${point.id}`;
      return point;
    }),
  );
  journey.pains = journey.points.flatMap((point) => (point.pain_points ?? []).map((pain) => ({ ...pain, point, url: `journeys/${journey.id}.html#pain-${pain.id}` })));
  journey.lowest = journey.points.filter((point) => point.lowest).sort((one, other) => one.lowest - other.lowest)[0];
}

function action(one, journey, playbook) {
  const days = Math.round((TODAY - new Date(one.due)) / 86_400_000);
  const open = one.status !== "done";
  const url = journey ? `journeys/${journey.id}.html#action-${one.id}` : `actions/spanning.html#action-${one.id}`;
  const pains = one.addresses.map((to) => {
    const [owner, pain] = to.includes("/") ? to.split("/") : [journey.id, to];
    return playbook.byJourney[owner]?.pains.find((each) => each.id === pain);
  });
  return { ...one, journey, url, days, open, late: open && days > 0, pains: pains.filter(Boolean) };
}

function observations() {
  const rows = readdirSync("content/observations").flatMap((file) => readFileSync(`content/observations/${file}`, "utf8").trim().split("\n").slice(1));
  return rows.map((row) => row.split(",")).map(([metric, period, value, n, store]) => ({ metric, period, value: Number(value), n, store }));
}

function gaps(journey) {
  const found = [[1, `“${journey.title}” chưa được rà soát đúng hạn.`]];
  if (journey.state === "current" && !journey.other) found.push([1, `“${journey.title}” chưa có hành trình lý tưởng.`]);
  for (const point of journey.points) {
    const line = 15 + 9 * point.number;
    const say = (text) => found.push([line, text]);
    if (point.moment_of_truth && !point.metrics) say(`Thời khắc quyết định “${point.name}” chưa có kết quả đo.`);
    if (point.assumed) say(`“${point.name}” mới chỉ là giả định.`);
    if (!point.lowest) say(`“${point.name}” chưa ghi khách cảm thấy thế nào.`);
    if (!point.metrics) say(`“${point.name}” chưa có chỉ số.`);
    if (!point.metrics && journey.state === "current") say(`“${point.name}” chưa có kết quả đo.`);
    if (!point.standard) say(`“${point.name}” chưa có tiêu chuẩn phục vụ.`);
    for (const pain of point.pain_points ?? []) if (!point.opportunities) say(`Chưa có gì đáp lại “${pain.text}”.`);
    for (const chance of point.opportunities ?? []) say(`Chưa có hành động nào cho “${chance.text}”.`);
  }
  journey.gaps = found;
  journey.needed = 7 * journey.points.length;
}

export function load() {
  const playbook = read("content/playbook.yml");
  Object.assign(playbook, { stageNames: byId(playbook.stages), channelNames: byId(playbook.channels), teamNames: byId(playbook.teams) });
  for (const name of ["personas", "journeys", "goals", "plays", "metrics", "actions"]) playbook[name] = folder(name);
  playbook.shared = folder("touchpoints");
  playbook.library = byId(playbook.shared);
  playbook.byPersona = byId(playbook.personas);
  playbook.byJourney = byId(playbook.journeys);
  playbook.byMetric = byId(playbook.metrics);
  for (const journey of playbook.journeys) place(journey, playbook);
  for (const journey of playbook.journeys.filter((one) => one.baseline)) {
    journey.other = playbook.byJourney[journey.baseline];
    journey.other.other = journey;
  }
  for (const journey of playbook.journeys) journey.actions = (journey.actions ?? []).map((one) => action(one, journey, playbook));
  playbook.spanning = playbook.actions.map((one) => action(one, null, playbook));
  playbook.everyAction = [...playbook.journeys.flatMap((one) => one.actions), ...playbook.spanning].sort((one, other) => other.days - one.days);
  for (const one of playbook.everyAction) for (const pain of one.pains) (pain.actions ??= []).push(one);
  for (const journey of playbook.journeys) gaps(journey);
  const chances = (point) => (point.opportunities ?? []).map((one) => ({ ...one, point, score: (one.customer_value + one.business_value) / 2 }));
  playbook.opportunities = playbook.journeys.flatMap((one) => one.points.flatMap(chances)).sort((one, other) => other.score - one.score);
  const seen = group(observations(), (one) => one.metric);
  for (const metric of playbook.metrics) {
    metric.all = (seen[metric.id] ?? []).filter((one) => !one.store);
    metric.latest = metric.all.at(-1);
    metric.stores = (seen[metric.id] ?? []).filter((one) => one.store && one.period === metric.latest.period);
  }
  playbook.points = playbook.journeys.flatMap((one) => one.points);
  playbook.served = Object.fromEntries(playbook.goals.map((goal) => [goal.id, playbook.journeys.filter((one) => one.serves.includes(goal.id))]));
  playbook.journeysOf = Object.fromEntries(playbook.personas.map((one) => [one.id, playbook.journeys.filter((each) => each.personas.includes(one.id))]));
  return playbook;
}
