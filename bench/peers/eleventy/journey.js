// The page of one journey: its overview, each touchpoint, what hurts, what is done, what is measured.
import * as p from "./pieces.js";
const { esc, join, list, section, tag } = p;

const lowestFirst = (one, other) => other.severity - one.severity;
export const channels = (point, playbook) =>
  list(point.channels, (id) => `<a class="cx-icon-${playbook.channelNames[id].kind}" href="../touchpoints/${id}.html">${esc(playbook.channelNames[id].name)}</a>`);
export const plays = (point) => list(point.plays, (play) => `<a href="../plays/${play.id}.html">${esc(play.title)}</a>`);
const figure = (metric) => `<b>${metric.latest.value} ${esc(metric.unit)}</b> <small>n = ${metric.latest.n}, 10/2026</small>\n`;
export const metrics = (point, playbook) =>
  list(point.metrics, (id) => `<a href="../measurement/${id}.html">${esc(playbook.byMetric[id].name)}</a><br>${figure(playbook.byMetric[id])}`);
const value = (chance) => `<small>Giá trị ${(chance.customer_value + chance.business_value) / 2}/100</small>`;
export const actionsOf = (point) => point.journey.actions.filter((one) => one.pains.some((pain) => pain.point.id === point.id));
export const actions = (point, page = "") =>
  list(actionsOf(point), (one) => `<a href="${page}#action-${one.id}">${esc(one.title)}</a><br>${p.status(one)}${one.late ? ` ${tag("tag-late", "Quá hạn")}` : ""}`);
export const standard = (text) => `<div class="cx-md"><p>${p.md(text)}</p>\n</div>\n`;
export const pains = (point) => list(point.pain_points, (pain) => `${p.severity(pain)} ${esc(pain.text)}`);
export const chances = (point) => list(point.opportunities, (one) => `${esc(one.text)} ${value(one)}`);
const felt = (point, playbook) =>
  new Set(point.emotions).size > 1
    ? join(point.emotions, (one, at) => `${esc(playbook.byPersona[point.journey.personas[at]].name)}: ${p.inWords(one)}`, "; ")
    : p.inWords(point.lowest);


// Each touchpoint at a glance: its slice of the curve, its name, how many pain points and actions it has.
function overview(journey, playbook) {
  const items = join(journey.points, (point, at) => {
    const [pain, work] = [point.pain_points ?? [], actionsOf(point)];
    const counts = `${pain.length ? `${pain.length} điểm đau (mức nặng: ${pain.map((one) => one.severity).join(", ")}) ` : ""}${work.length ? `${work.length} hành động` : ""}`;
    const drawn = `${join(pain, (one) => `<i class="cx-pain cx-severity-${one.severity}">${one.severity}</i> `)}${work.length ? `${p.icon("flag")}${work.length}` : ""}`;
    return `<li class="cx-overview-${point.at % 2}${point.moment_of_truth ? " cx-overview-moment" : ""}">
<span class="cx-overview-stage">${journey.points[at - 1]?.at === point.at ? "" : esc(playbook.stageNames[point.stage].name)}</span>
${p.slice(journey, at)}
<span class="cx-overview-name">${point.moment_of_truth ? `${p.icon("moment")}${p.hidden("Thời khắc quyết định")}` : ""}<a href="#touchpoint-${point.id}"><b>${point.number}</b> ${esc(point.name)}</a>${p.hidden(felt(point, playbook))}</span>
${counts && `<span class="cx-overview-marks">${p.hidden(counts)}<span aria-hidden="true">${drawn}</span></span>\n`}</li>\n`;
  });
  const marks = `<ul class="cx-legend"><li><i class="cx-pain cx-severity-4">4</i>điểm đau, theo mức nặng</li>\n<li>${p.icon("flag")}hành động cải tiến</li>\n</ul>`;
  return `<section data-search-exclude="">\n<div class="cx-map-key">${p.curveLegend(journey, playbook)}${marks}</div>\n${p.SHAPES}\n<ol class="cx-overview cx-of-${Math.ceil(journey.points.length / 2)}">\n${items}</ol>\n</section>\n`;
}

const fold = (name, html) => `<details class="cx-fold">\n<summary>${esc(name)}</summary>\n${html}</details>\n`;
const said = (name, html) => (html ? `<dt>${name}</dt>\n<dd>${html}</dd>\n` : "");

function touchpoint(point, playbook) {
  const pain = point.pain_points && ` <span class="cx-aside">${point.pain_points.length} điểm đau ${point.pain_points.map(p.severity).join(" ")}</span>`;
  const work = said("Tiêu chuẩn phục vụ", point.standard && standard(point.standard)) + said("Kịch bản áp dụng", point.plays.length && plays(point));
  return `<details>
<summary><b>${point.number}</b> <strong>${esc(point.name)}</strong> ${point.moment_of_truth ? p.moment() : ""} ${point.lowest ? p.smallFace(point.lowest) : ""} ${pain ?? ""}</summary>
<div class="cx-touchpoint-head">
<p>Điểm chạm ${point.number} trên ${point.journey.points.length}; ${felt(point, playbook)} ${point.assumed ? p.assumed() : ""}</p>
<div>${channels(point, playbook)}</div>
</div>
<div class="cx-touchpoint-sides">
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
</details>
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
${p.marks(journey, playbook.teamNames[journey.owner])}`;
  const about = `<p class="cx-buttons"><a class="cx-button" href="${journey.id}_map.html">Mở bản đồ đầy đủ</a> <button type="button" class="cx-button cx-open-all" data-open="Mở tất cả" data-close="Đóng tất cả">Mở tất cả</button></p>
${p.facts(
  p.fact("Chân dung", join(journey.personas, (id) => `<a href="../personas/${id}.html">${esc(playbook.byPersona[id].name)}</a>\n`)) +
    p.fact("Khởi đầu", esc(journey.scenario.trigger)) +
    p.fact("Kết quả", esc(journey.scenario.outcome)) +
    p.fact("Kéo dài", `${parseInt(journey.period, 10)} ngày`) +
    p.fact("Phục vụ mục tiêu", join(playbook.goals.filter((goal) => journey.serves.includes(goal.id)), (goal) => `<a href="../strategy.html#goal-${goal.id}">${esc(goal.title)}</a>`, ", ")) +
    p.fact("Toàn cảnh", `${journey.stages.length} giai đoạn, ${journey.points.length} điểm chạm, ${journey.pains.length} điểm đau, ${open} hành động đang mở`) +
    p.fact("Thấp nhất", `${p.smallFace(lowest.lowest)} ${lowest.lowest}/5 ở <a href="#touchpoint-${lowest.id}">${esc(lowest.name)}</a>`) +
    (journey.other ? p.fact("So với hành trình kia", `<a href="${journey.other.id}.html">${esc(journey.other.title)}</a>`) : ""),
)}${journey.other ? `<p><a class="cx-button" href="../comparisons/${(journey.baseline ? journey : journey.other).id}.html">So hiện tại với lý tưởng</a></p>\n` : ""}`;
  const acted = (one) => `<details>\n<summary><strong>${esc(one.title)}</strong> ${p.standing(one)}</summary>\n${actionFacts(one, playbook)}</details>\n`;
  const folded = (id, title, html) => section(2, id, title, fold(title, html));
  return [
    section(1, "top", journey.title, head),
    section(2, "map", "Bản đồ hành trình", overview(journey, playbook)),
    section(2, "about", "Về hành trình này", about),
    ...journey.stages.flatMap((stage, at) => [
      section(2, `stage-${at + 1}`, playbook.stageNames[stage.stage].name, p.facts(p.fact("Khách muốn", esc(stage.goal)))),
      ...journey.points.filter((point) => point.at === at).map((point) => section(3, `touchpoint-${point.id}`, point.name, touchpoint(point, playbook))),
    ]),
    folded("chain", "Từ điểm đau đến hành động", chain(journey)),
    ...journey.actions.map((one) => section(3, `action-${one.id}`, one.title, acted(one))),
    folded("figures", "Kết quả đo dọc hành trình", figures(journey, playbook)),
    folded("diagrams", "Sơ đồ", diagram(journey, playbook)),
  ];
}
