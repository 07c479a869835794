// The pages of personas, of the comparison of two journeys, and of teams.
import { paging } from "./channels.js";
import * as p from "./pieces.js";
const { esc, join, list, section, tag } = p;

function personaCurve(journey, persona, playbook) {
  const { points } = journey;
  const at = journey.personas.indexOf(persona.id);
  let x = 0;
  const before = join(journey.stages, (stage, number) => {
    const left = x;
    x += 84 * stage.touchpoints.length;
    return `<rect class="cx-stage cx-stage-${number % 2}" x="${left}" y="0" width="${x - left}" height="200"/><text class="cx-strong"><tspan x="${left + 6}" y="16">${esc(playbook.stageNames[stage.stage].name)}</tspan></text>`;
  });
  const id = `curve-${journey.id}`;
  const said = join(points, (point) => `${esc(point.name)}: ${p.inWords(point.emotions[at])}.`, " ");
  const label = `aria-labelledby="${id}-title ${id}-desc"><title id="${id}-title">Đường cảm xúc của ${esc(journey.title)}</title><desc id="${id}-desc">${said}</desc>`;
  return p.curve({ id, points, series: [points.map((point) => point.emotions[at])], width: 84 * points.length, height: 200, top: 68, step: 84, before, label });
}

function personaPage(persona, playbook) {
  const journeys = playbook.journeysOf[persona.id];
  const now = journeys.filter((one) => one.state === "current");
  const pains = now.flatMap((one) => one.pains).sort((one, other) => other.severity - one.severity);
  const points = now.flatMap((one) => one.points);
  const items = (name, words, values) => `<div class="cx-list cx-list-${name}"><p class="cx-label">${words}</p>\n${list(values, esc)}</div>\n`;
  const head = `<div class="cx-persona-head">
<span class="cx-portrait cx-initial" aria-hidden="true">${esc(persona.name[0])}</span><div>
<p class="cx-kind">Chân dung khách hàng: ${esc(persona.segment)}</p>
<p class="cx-lead">${esc(persona.tagline)}</p>
<blockquote class="cx-big-quote"><p>${esc(persona.quote)}</p>
</blockquote></div>
</div>
${p.facts(p.fact("Tuổi", persona.demographics.age) + p.fact("Nơi ở", esc(persona.demographics.location)) + p.fact("Kênh hay dùng", join(persona.channels, (id) => `<a class="cx-chip" href="../touchpoints/${id}.html">${esc(playbook.channelNames[id].name)}</a> `)))}${p.marks(persona, playbook.teamNames[persona.owner])}`;
  const byChannel = playbook.channels.map((channel) => [channel, points.filter((one) => one.channels.includes(channel.id))]).filter(([, here]) => here.length);
  return [
    section(1, "top", persona.name, head),
    section(2, "about", "Giới thiệu", `<div class="cx-md"><p>${p.md(persona.about.trim())}</p>\n</div>\n`),
    section(2, "profile", "Hồ sơ", `<div class="cx-lists">\n${items("goals", "Mục tiêu", persona.goals)}${items("needs", "Nhu cầu", persona.needs)}${items("challenges", "Thách thức", persona.challenges)}</div>\n`),
    section(2, "journeys", "Các hành trình", join(journeys, (journey) => `<div class="cx-persona-journey">\n<p><a href="../journeys/${journey.id}.html">${esc(journey.title)}</a> ${p.state(journey)}\n</p>\n${p.scroll(`Đường cảm xúc của ${journey.title}`, personaCurve(journey, persona, playbook))}</div>\n`)),
    section(2, "pain-points", "Điểm đau", list(pains, (pain) => `${p.severity(pain)} <a class="cx-quiet" href="../${pain.url}">${esc(pain.text)}</a> <span class="cx-aside">${esc(pain.point.name)}, ${esc(pain.point.journey.title)}</span> ${pain.actions ? tag("tag-met", "Đã có hướng giải quyết") : tag("tag-unmet", "Chưa có hướng giải quyết")}`, "cx-plain cx-apart cx-lines")),
    section(2, "touchpoints", "Điểm chạm theo kênh", `<div class="cx-lists">\n${join(byChannel, ([channel, here]) => `<div class="cx-list"><p class="cx-label">${p.icon(channel.kind)} <a href="../touchpoints/${channel.id}.html">${esc(channel.name)}</a></p>\n${list(here, (point) => `<a class="cx-quiet" href="../${point.url}">${esc(point.name)}</a> ${p.aside(point.journey.title)}`)}</div>\n`)}</div>\n`),
  ];
}

export function personaPages(playbook) {
  const { personas, stages } = playbook;
  const parts = Array.from({ length: Math.ceil(personas.length / 40) }, (_, at) => personas.slice(40 * at, 40 * at + 40));
  const name = (at) => `index${at ? `_${at + 1}` : ""}.html`;
  const card = (one) => `<li class="cx-card"><span class="cx-card-face"><span class="cx-portrait cx-initial" aria-hidden="true">${esc(one.name[0])}</span></span>\n<a class="cx-card-title" href="${one.id}.html">${esc(one.name)}</a>\n<span class="cx-card-lead">${esc(one.tagline)}</span><span class="cx-card-foot">${p.assumed()}\n${tag("fresh-fresh", "Còn hiệu lực")}\n</span>\n</li>\n`;
  const cell = (one, stage) => {
    const here = playbook.journeysOf[one.id].flatMap((each) => each.points.filter((point) => point.stage === stage.id));
    const low = here.filter((point) => point.lowest).sort((first, other) => first.lowest - other.lowest)[0];
    return low ? `<a class="cx-quiet cx-feeling" href="../${low.url}">${p.smallFace(low.lowest)} ${low.lowest} · ${p.WORDS[low.lowest]}</a><br>${p.aside(`${here.length} điểm chạm`)}` : p.aside("chưa có điểm chạm");
  };
  const index = parts.map((part, at) => ({
    path: `personas/${name(at)}`,
    title: "Chân dung khách hàng",
    sections: () => [
      section(1, "top", "Chân dung khách hàng", `${paging(at, parts.map((_, number) => name(number)))}<ul class="cx-cards">\n${join(part, card)}</ul>\n${p.marks({}, null, { review: false })}`),
      section(2, "matrix", "Chân dung và giai đoạn", p.scroll("Chân dung và giai đoạn", p.table(["Chân dung", ...stages.map((one) => one.name)], join(part, (one) => p.row(`<a href="${one.id}.html">${esc(one.name)}</a>`, stages.map((stage) => cell(one, stage))))))),
    ],
  }));
  return [...index, ...personas.map((one) => ({ path: `personas/${one.id}.html`, title: one.name, sections: () => personaPage(one, playbook) }))];
}

// Pairs of touchpoints, stage by stage in order; one of a pair may be missing.
function pairs(now, ideal) {
  const stages = [...new Set([...now.stages, ...ideal.stages].map((one) => one.stage))];
  return stages.flatMap((stage) => {
    const [left, right] = [now, ideal].map((one) => one.points.filter((point) => point.stage === stage));
    return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => [left[at], right[at]]);
  });
}

const change = (left, right) => (left?.lowest && right?.lowest ? right.lowest - left.lowest : null);
const signed = (number) => (number > 0 ? `&#43;${number}` : number < 0 ? `−${-number}` : "&#61;");

function gapRow([left, right], at) {
  const y = 50 + 40 * at;
  const x = (value) => 192 + 64 * value;
  const by = change(left, right);
  const away = Math.sign(by);
  const step = by ? `<path class="cx-step cx-${by > 0 ? "closes" : "widens"}" d="M${x(left.lowest) + 12 * away} ${y}L${x(right.lowest) - 15 * away} ${y}"/>` : "";
  const value = left && right ? (by === null ? "?" : signed(by)) : "";
  return `<rect class="cx-stage cx-stage-${at % 2}" x="0" y="${y - 20}" width="616.7" height="40"/><text><tspan x="8" y="${y + 4}">${esc((left ?? right).name)}</tspan></text>${step}<text class="cx-value" x="552" y="${y + 4}">${value}</text>${left ? "" : `<text class="cx-muted" x="580" y="${y + 4}">Mới</text>`}${right?.lowest && by !== 0 ? p.face(right.lowest, x(right.lowest), y, " cx-hollow") : ""}${left?.lowest ? p.face(left.lowest, x(left.lowest), y) : ""}${by === 0 ? `<circle class="cx-met" cx="${x(left.lowest)}" cy="${y}" r="16"/>` : ""}`;
}

function comparisonCell(point, withPains) {
  if (!point) return "–";
  return `<span class="cx-lowest-point">${point.lowest ? p.smallFace(point.lowest) : ""}<span><a href="../${point.url}">${esc(point.name)}</a> ${p.aside(point.lowest ? `${point.lowest}/5, ${p.WORDS[point.lowest]}` : "chưa rõ")}</span></span>${withPains && point.pain_points ? list(point.pain_points, (pain) => `${p.severity(pain)} ${esc(pain.text)}`, "cx-plain") : ""}`;
}

export function comparisonPages(playbook) {
  return playbook.journeys.filter((one) => one.baseline).map((ideal) => {
    const now = ideal.other;
    const title = `${now.title}: hiện tại và lý tưởng`;
    const both = pairs(now, ideal);
    const height = 30 + 40 * both.length;
    const hint = "Mỗi dòng một điểm chạm: mặt đặc là cảm xúc thấp nhất hiện nay, mặt rỗng là cảm xúc ở hành trình lý tưởng; số cuối dòng là mức cần cải thiện.";
    const grid = join([1, 2, 3, 4, 5], (value) => `<text class="cx-muted" x="${192 + 64 * value}" y="18" text-anchor="middle">${value}</text><path class="cx-grid" d="M${192 + 64 * value} 30L${192 + 64 * value} ${height}"/>`);
    const doing = (point) => now.actions.filter((one) => one.pains.some((pain) => pain.point === point));
    const cells = ([left, right]) => [comparisonCell(left, true), comparisonCell(right), left ? `<span class="cx-number">${change(left, right) === null ? "–" : signed(change(left, right))}</span>` : tag("tag-doing", "Mới"), left && doing(left).length ? list(doing(left), (one) => `<a href="../${one.url}">${esc(one.title)}</a> ${p.standing(one)}`, "cx-plain") : "–"];
    return {
      path: `comparisons/${ideal.id}.html`,
      title,
      sections: () => [
        section(1, "top", title, p.facts(p.fact("Hiện tại", `<a href="../journeys/${now.id}.html">${esc(now.title)}</a>`) + p.fact("Lý tưởng", `<a href="../journeys/${ideal.id}.html">${esc(ideal.title)}</a>`)) + p.marks(ideal, playbook.teamNames[ideal.owner])),
        section(2, "gaps", "Khoảng cách từng điểm chạm", `<section data-search-exclude="">\n<p class="cx-hint">${hint}</p>\n${p.scroll("Khoảng cách từng điểm chạm", `<svg class="cx-drawing cx-gap" width="616.7" height="${height}" viewBox="0 0 616.7 ${height}" role="img" aria-labelledby="gap-title gap-desc"><title id="gap-title">${esc(title)}</title><desc id="gap-desc">${hint}</desc>${grid}${both.map(gapRow).join("")}</svg>`)}</section>\n`),
        section(2, "table", "Cần đổi gì, ai đang làm", p.scroll("Cần đổi gì, ai đang làm", p.table(["Hiện tại", "Lý tưởng", "Mức cần cải thiện", "Hành động rút ngắn khoảng cách"], join(both, (pair) => `<tr>${join(cells(pair), (one) => `<td>${one}</td>\n`)}</tr>\n`)))),
      ],
    };
  });
}
