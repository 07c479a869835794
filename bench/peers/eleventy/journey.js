// The page of one journey: the map, each touchpoint, what hurts, what is done, what is measured.
import * as p from "./pieces.js";
const { esc, join, list, section, tag } = p;

const lowestFirst = (one, other) => other.severity - one.severity;
const channels = (point, playbook) =>
  list(point.channels, (id) => `<a class="cx-icon-${playbook.channelNames[id].kind}" href="../touchpoints/${id}.html">${esc(playbook.channelNames[id].name)}</a>`);
const plays = (point) => list(point.plays, (play) => `<a href="../plays/${play.id}.html">${esc(play.title)}</a>`);
const figure = (metric) => `<b>${metric.latest.value} ${esc(metric.unit)}</b> <small>n = ${metric.latest.n}, 10/2026</small>\n`;
const metrics = (point, playbook) =>
  list(point.metrics, (id) => `<a href="../measurement/${id}.html">${esc(playbook.byMetric[id].name)}</a><br>${figure(playbook.byMetric[id])}`);
const value = (chance) => `<small>Giá trị ${(chance.customer_value + chance.business_value) / 2}/100</small>`;
const actionsOf = (point) => point.journey.actions.filter((one) => one.pains.some((pain) => pain.point.id === point.id));
const actions = (point) =>
  list(actionsOf(point), (one) => `<a href="#action-${one.id}">${esc(one.title)}</a><br>${p.status(one)}${one.late ? ` ${tag("tag-late", "Quá hạn")}` : ""}`);
const standard = (text) => `<div class="cx-md"><p>${p.md(text)}</p>\n</div>\n`;
const pains = (point) => list(point.pain_points, (pain) => `${p.severity(pain)} ${esc(pain.text)}`);
const chances = (point) => list(point.opportunities, (one) => `${esc(one.text)} ${value(one)}`);
const felt = (point, playbook) =>
  new Set(point.emotions).size > 1
    ? join(point.emotions, (one, at) => `${esc(playbook.byPersona[point.journey.personas[at]].name)}: ${p.inWords(one)}`, "; ")
    : p.inWords(point.lowest);

const LANES = [
  ["does", "Làm", (point) => esc(point.does ?? "")],
  ["thinks", "Nghĩ", (point) => (point.thinks ? `<q>${esc(point.thinks)}</q>` : "")],
  ["feels", "Cảm thấy", (point) => (point.feels ? `<p>${esc(point.feels)}</p>\n` : "")],
  ["channels", "Kênh", channels],
  ["pain-points", "Điểm đau", (point) => (point.pain_points ? pains(point) : "")],
  ["opportunities", "Cơ hội", (point) => (point.opportunities ? chances(point) : "")],
  ["standard", "Tiêu chuẩn phục vụ", (point) => (point.standard ? standard(point.standard) : "")],
  ["metrics", "Chỉ số", (point, playbook) => (point.metrics ? metrics(point, playbook) : "")],
  ["plays", "Kịch bản ứng xử", (point) => (point.plays.length ? plays(point) : "")],
  ["actions", "Hành động", (point) => (actionsOf(point).length ? actions(point) : "")],
];
const mark = (point) => (point.moment_of_truth ? ' class="cx-map-moment"' : "");
const legend = (html, text) => `<li><svg class="cx-drawing" width="32" height="18" viewBox="0 0 32 18" aria-hidden="true">${html}</svg>${esc(text)}</li>\n`;

function lane([kind, name, cell], journey, playbook) {
  return `<tr class="cx-map-${kind}"><th scope="row">${name}</th>\n${join(journey.points, (point) => `<td${mark(point)}>${cell(point, playbook)}</td>\n`)}</tr>\n`;
}

function places(journey) {
  const y = (value) => 75 - 12 * value;
  const lines = join(journey.personas, (_, at) => `<path class="cx-line cx-line-${at}" d="${p.path(journey.points.map((one) => one.emotions[at]), (number) => 30 * number, y)}"/>`);
  return `<svg class="cx-places" aria-hidden="true"><g id="place-way"><path class="cx-grid cx-middle" d="M-210 39H870"/>${lines}</g>${join([1, 2, 3, 4, 5], (value) => `<g id="place-${value}">${p.face(value, 105, y(value))}</g>`)}</svg>\n`;
}

// The counterpart's emotions at the columns of this journey's stages.
function beside(journey) {
  const left = journey.other ? journey.stages.map((stage) => journey.other.points.filter((one) => one.stage === stage.stage)) : [];
  return journey.other ? [journey.points.map((point) => left[point.at].shift()?.lowest ?? 0)] : [];
}

function map(journey, playbook) {
  const { points, stages } = journey;
  const series = [...beside(journey), ...journey.personas.map((_, at) => points.map((point) => point.emotions[at]))];
  const drawn = p.curve({ id: "curve", points, series, width: 184 * points.length, height: 284, top: 48, step: 184, label: `aria-label="Đường cảm xúc của ${esc(journey.title)}">` });
  const axis = join([1, 2, 3, 4, 5], (value) => `${p.face(value, 14, 300.5 - 50.5 * value)}<text x="32" y="${304.5 - 50.5 * value}">${value}</text>`);
  const parts = points.length > 16 ? [1, 2, 3] : [1, 2];
  return `<section data-search-exclude="">
<p class="cx-hint cx-map-wide">Cuộn ngang để đi theo khách, cuộn dọc để xem từng lớp. Chọn tên một điểm chạm để xem đủ hai phía.</p>
<p class="cx-hint cx-map-small">Nơi không đủ chỗ, bản đồ được hiện thành từng điểm chạm bên dưới, mỗi điểm kèm vị trí trên đường cảm xúc.</p>
<div class="cx-map-small">${p.spark(journey)}</div>
<div class="cx-map-key"><ul class="cx-legend">${journey.other ? legend('<path class="cx-line cx-ideal" d="M2 9H30"/>', "Hiện tại") : ""}${join(journey.personas, (id, at) => legend(`<path class="cx-line cx-line-${at}" d="M2 9H30"/>`, playbook.byPersona[id].name))}${legend('<path class="cx-line cx-line-0 cx-assumed" d="M2 9H30"/>', "nét đứt: mới là giả định")}${legend('<text class="cx-unknown" x="16" y="13">?</text>', "chưa rõ cảm xúc")}${legend('<path class="cx-star" d="M16 9m0-7 1.7 4.7h5l-4 3 1.5 4.8-4.2-2.9-4.2 2.9 1.5-4.8-4-3h5z"/>', "thời khắc quyết định")}</ul></div>
${places(journey)}<div class="cx-map-frame cx-map-parted" tabindex="0" role="region" aria-label="Bản đồ hành trình, cuộn được hai chiều">
<table class="cx-map cx-map-of-8">
<caption>${esc(journey.title)}: các điểm chạm theo giai đoạn</caption>
<colgroup><col class="cx-map-lane"></colgroup>
${join(stages, (stage) => `<colgroup span="${stage.touchpoints.length}"></colgroup>`)}<thead>
<tr class="cx-map-stages"><th scope="row">Giai đoạn</th>
${join(stages, (stage, at) => `<th scope="colgroup" colspan="${stage.touchpoints.length}" class="cx-map-stage-${at % 2}"><span>${esc(playbook.stageNames[stage.stage].name)}</span></th>\n`)}</tr>
<tr class="cx-map-names"><th scope="row">Điểm chạm</th>
${join(points, (point) => `<th scope="col"${mark(point)}><b>${point.number}</b> <a href="#touchpoint-${point.id}">${esc(point.name)}</a>\n${point.moment_of_truth ? p.moment() : ""}</th>\n`)}</tr>
</thead>
<tbody>
<tr class="cx-map-curve"><th scope="row"><span class="cx-map-label">Cảm xúc</span><svg class="cx-drawing cx-axis" width="48" height="284" viewBox="0 0 48 284" aria-hidden="true">${axis}</svg></th>
<td colspan="${points.length}">${drawn}</td>
</tr>
<tr class="cx-map-numbers"><th scope="row">Điểm cảm xúc</th>
${join(points, (point) => `<td${mark(point)}>${point.lowest || ""} ${point.lowest && point.assumed ? "<small>Giả định</small>" : ""}</td>\n`)}</tr>
${join(LANES, (one) => lane(one, journey, playbook))}</tbody>
</table>
</div>
<template class="cx-map-bands">
${join(parts, (part) => `<table class="cx-map cx-map-of-8" data-columns="8"><caption>${esc(journey.title)}: phần ${part} trên ${parts.length}</caption>\n</table>\n`)}</template>
</section>
`;
}

const said = (name, html) => (html ? `<dt>${name}</dt>\n<dd>${html}</dd>\n` : "");

function touchpoint(point, playbook) {
  const places = join([...new Set(point.emotions.filter(Boolean))], (value) => `<use xlink:href="#place-${value}"/>`);
  const work = said("Tiêu chuẩn phục vụ", point.standard && standard(point.standard)) + said("Kịch bản áp dụng", point.plays.length && plays(point));
  return `<div>
<svg class="cx-place" aria-hidden="true"><use xlink:href="#place-way" x="${135 - 30 * point.number}"/>${places}</svg>
<p>Điểm chạm ${point.number} trên ${point.journey.points.length}; ${felt(point, playbook)} ${point.assumed ? p.assumed() : ""}</p>
<div>${point.moment_of_truth ? p.moment() : ""}${channels(point, playbook)}</div>
</div>
<div>
<div>
<p>Phía khách</p>
<dl>
${said("Làm", esc(point.does))}${said("Nghĩ", point.thinks && `<q>${esc(point.thinks)}</q>`)}${said("Cảm thấy", esc(point.feels))}${said("Mức quan trọng với khách", point.importance && `${point.importance}/5`)}${said("Điểm đau", point.pain_points && `<ul>${join(point.pain_points, (pain) => `<li id="pain-${pain.id}">${p.severity(pain)} ${esc(pain.text)}</li>\n`)}</ul>\n`)}</dl>
</div>
<div>
<p>Phía chúng ta</p>
<dl>
${work}${said("Kết quả đo ở đây", point.metrics && metrics(point, playbook))}${said("Cơ hội", point.opportunities && `<ul>${join(point.opportunities, (one) => `<li id="opportunity-${one.id}">${esc(one.text)} ${value(one)}</li>\n`)}</ul>\n`)}${said("Hành động", actionsOf(point).length && actions(point))}</dl>
${work ? "" : "<p>Chưa ghi tiêu chuẩn hay việc hậu trường cho điểm chạm này.</p>\n"}</div>
</div>
`;
}

function chain(journey) {
  const rows = [...journey.pains].sort(lowestFirst).map((pain) =>
    p.row(`${p.severity(pain)} <a href="#pain-${pain.id}">${esc(pain.text)}</a>\n<small>Ở điểm chạm: ${esc(pain.point.name)}</small>`, [
      pain.point.opportunities ? list(pain.point.opportunities, (one) => `<a href="#opportunity-${one.id}">${esc(one.text)}</a> ${value(one)}`) : '<span class="cx-missing">Chưa có cơ hội</span>',
      pain.actions ? list(pain.actions, (one) => `<a href="../${one.url}">${esc(one.title)}</a><br>${p.standing(one)} <small>hạn ${p.day(one.due)}</small>`) : '<span class="cx-missing">Chưa có hành động</span>',
    ]),
  );
  return p.scroll("Từ điểm đau đến hành động", p.table(["Điểm đau", "Cơ hội", "Hành động"], rows.join(""), " cx-chain"));
}

const KINDS = { fix: "Sửa lỗi", policy: "Chính sách", training: "Đào tạo" };

export function actionFacts(one, playbook) {
  const metric = playbook.byMetric[one.metric];
  return `<p>${p.standing(one)} ${p.aside(KINDS[one.kind] ?? "Công nghệ")}</p>\n${p.facts(
    p.fact("Phụ trách", p.chip(playbook.teamNames[one.owner])) +
      p.fact("Hạn", `hạn ${p.day(one.due)}`) +
      p.fact("Cần thay đổi", `<a href="../measurement/${metric.id}.html">${esc(metric.name)}</a> <strong class="cx-expected">${one.expected_change} ${esc(metric.unit)}</strong>`) +
      p.fact("Giải quyết", list(one.pains, (pain) => `<span class="cx-what">Điểm đau</span> <a href="../${pain.url}">${esc(pain.text)}</a>`, "cx-plain")) +
      p.fact("Kết quả", one.result && esc(one.result)),
  )}`;
}

function figures(journey, playbook) {
  const rows = journey.points.flatMap((point) =>
    (point.metrics ?? []).map((id) => {
      const metric = playbook.byMetric[id];
      return p.row(`<a href="../measurement/${id}.html">${esc(metric.name)}</a>`, [esc(point.name), figure(metric), `${metric.target} ${esc(metric.unit)} ${tag("tag-unmet", "chưa đạt chỉ tiêu")}`]);
    }),
  );
  return p.scroll("Kết quả đo dọc hành trình", p.table(["Chỉ số", "Nơi đo", "Gần nhất", "Chỉ tiêu"], rows.join("")));
}

function diagram(journey, playbook) {
  const names = journey.personas.map((id) => esc(playbook.byPersona[id].name)).join(", ");
  const drawn = join(journey.stages, (stage, at) => {
    const here = journey.points.filter((point) => point.at === at && point.lowest);
    return `&#10;section ${esc(playbook.stageNames[stage.stage].name)}${join(here, (point) => `&#10;&#32;&#32;${esc(point.name)}: ${point.lowest}: ${names}`)}`;
  });
  const rows = join(journey.points, (point) => `<tr><td>${esc(playbook.stageNames[point.stage].name)}</td>\n<td>${esc(point.name)}</td>\n<td>${felt(point, playbook)}</td>\n</tr>\n`);
  return `<section data-search-exclude="">
<p class="cx-hint">Hành trình theo giai đoạn và cảm xúc</p>
<div class="cx-drawn">
<div class="cx-diagram" tabindex="0" role="region" aria-label="Hành trình theo giai đoạn và cảm xúc"><pre class="mermaid"><code>journey&#10;accTitle: ${esc(journey.title)}&#10;accDescr: Hành trình theo giai đoạn và cảm xúc${drawn}</code></pre></div>
${p.table(["Giai đoạn", "Điểm chạm", "Cảm xúc"], rows)}
</div>
<p class="cx-aside">Chưa có trong sơ đồ vì chưa rõ cảm xúc: ${join(journey.points.filter((one) => !one.lowest), (one) => esc(one.name), "; ")}</p>
</section>
`;
}

export function journeyPage(journey, playbook) {
  const { lowest } = journey;
  const open = journey.actions.filter((one) => one.open).length;
  const head = `<p class="cx-kind">Hành trình ${p.state(journey)}\n</p>
<div class="cx-lead"><div class="cx-md"><p>${p.md(journey.summary.trim())}</p>\n</div>\n</div>
${p.facts(
  p.fact("Chân dung", join(journey.personas, (id) => `<a href="../personas/${id}.html">${esc(playbook.byPersona[id].name)}</a>\n`)) +
    p.fact("Khởi đầu", esc(journey.scenario.trigger)) +
    p.fact("Kết quả", esc(journey.scenario.outcome)) +
    p.fact("Kéo dài", `${parseInt(journey.period, 10)} ngày`) +
    p.fact("Phục vụ mục tiêu", join(playbook.goals.filter((goal) => journey.serves.includes(goal.id)), (goal) => `<a href="../strategy.html#goal-${goal.id}">${esc(goal.title)}</a>`, ", ")) +
    p.fact("Toàn cảnh", `${journey.stages.length} giai đoạn, ${journey.points.length} điểm chạm, ${journey.pains.length} điểm đau, ${open} hành động đang mở`) +
    p.fact("Thấp nhất", `${p.smallFace(lowest.lowest)} ${lowest.lowest}/5 ở <a href="#touchpoint-${lowest.id}">${esc(lowest.name)}</a>`) +
    (journey.other ? p.fact("So với hành trình kia", `<a href="${journey.other.id}.html">${esc(journey.other.title)}</a>`) : ""),
)}${journey.other ? `<p><a class="cx-button" href="../comparisons/${(journey.baseline ? journey : journey.other).id}.html">So hiện tại với lý tưởng</a></p>\n` : ""}${p.marks(journey, playbook.teamNames[journey.owner])}`;
  return [
    section(1, "top", journey.title, head),
    section(2, "map", "Bản đồ hành trình", map(journey, playbook)),
    ...journey.stages.flatMap((stage, at) => [
      section(2, `stage-${at + 1}`, playbook.stageNames[stage.stage].name, p.facts(p.fact("Khách muốn", esc(stage.goal)))),
      ...journey.points.filter((point) => point.at === at).map((point) => section(3, `touchpoint-${point.id}`, point.name, touchpoint(point, playbook))),
    ]),
    section(2, "chain", "Từ điểm đau đến hành động", chain(journey)),
    ...journey.actions.map((one) => section(3, `action-${one.id}`, one.title, actionFacts(one, playbook))),
    section(2, "figures", "Kết quả đo dọc hành trình", figures(journey, playbook)),
    section(2, "diagrams", "Sơ đồ", diagram(journey, playbook)),
  ];
}
