// The page of a journey's map: a column for each touchpoint, a row for each layer.
import { actions, actionsOf, chances, channels, metrics, pains, plays, standard } from "./journey.js";
import * as p from "./pieces.js";
const { esc, join, section } = p;

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
  ["actions", "Hành động", (point) => (actionsOf(point).length ? actions(point, `${point.journey.id}.html`) : "")],
];
// Before the cells of these layers stands a line.
const LINES = { standard: "Ranh giới tương tác", metrics: "Ranh giới tầm nhìn" };
const mark = (point) => (point.moment_of_truth ? ' class="cx-map-moment"' : "");

function lane([kind, name, cell], journey, playbook) {
  const line = LINES[kind] ? `<tr class="cx-map-line"><th scope="row">${LINES[kind]}</th>\n<td colspan="${journey.points.length}"></td>\n</tr>\n` : "";
  return `${line}<tr class="cx-map-${kind}"><th scope="row">${name}</th>\n${join(journey.points, (point) => `<td${mark(point)}>${cell(point, playbook)}</td>\n`)}</tr>\n`;
}

function switches() {
  const density = join([["names", "chỉ tên"], ["short", "rút gọn"], ["all", "đầy đủ"]], ([id, name]) => `<label><input type="radio" name="density" id="map-density-${id}" value="${id}"> ${name}</label>\n`);
  const layers = join([["numbers", "Điểm cảm xúc"], ...LANES], ([kind, name]) => `<label><input type="checkbox" id="map-show-${kind}" checked> ${name}</label>\n`);
  return `<form class="cx-map-switches">\n<details>\n<summary>Tùy chọn hiển thị</summary>\n<fieldset>\n<legend>Mức chi tiết</legend>\n${density}</fieldset>\n<fieldset>\n<legend>Các lớp</legend>\n${layers}</fieldset>\n<button type="reset" class="cx-button">Hiện lại tất cả</button>\n</details>\n</form>\n`;
}

function map(journey, playbook) {
  const { points, stages } = journey;
  const columns = Math.ceil(points.length / Math.ceil(points.length / 10));
  const parts = Array.from({ length: Math.ceil(points.length / columns) }, (_, at) => at + 1);
  return `<p class="cx-kind"><a href="${journey.id}.html">${esc(journey.title)}</a> ${p.state(journey)}\n</p>
<section data-search-exclude="">
${switches()}<div class="cx-map-key">${p.curveLegend(journey, playbook)}</div>
${p.SHAPES}
<div class="cx-map-whole cx-map-parted" tabindex="0" role="region" aria-label="Bản đồ hành trình; phím mũi tên đi từng ô">
<table class="cx-map cx-map-of-10">
<caption>${esc(journey.title)}: các điểm chạm theo giai đoạn</caption>
<colgroup><col class="cx-map-lane"></colgroup>
${join(stages, (stage) => `<colgroup span="${stage.touchpoints.length}"></colgroup>`)}<thead>
<tr class="cx-map-stages"><th scope="row">Giai đoạn</th>
${join(stages, (stage, at) => `<th scope="colgroup" colspan="${stage.touchpoints.length}" class="cx-map-stage-${at % 2}"><span>${esc(playbook.stageNames[stage.stage].name)}</span></th>\n`)}</tr>
<tr class="cx-map-names"><th scope="row">Điểm chạm</th>
${join(points, (point) => `<th scope="col"${mark(point)}><b>${point.number}</b> <a href="${journey.id}.html#touchpoint-${point.id}">${esc(point.name)}</a>\n${point.moment_of_truth ? p.moment() : ""}</th>\n`)}</tr>
</thead>
<tbody>
<tr class="cx-map-emotion"><th scope="row">Cảm xúc</th>
${join(points, (point, at) => `<td${mark(point)}>${p.slice(journey, at)}</td>\n`)}</tr>
<tr class="cx-map-numbers"><th scope="row">Điểm cảm xúc</th>
${join(points, (point) => `<td${mark(point)}>${point.lowest || ""} ${point.lowest && point.assumed ? "<small>Giả định</small>" : ""}</td>\n`)}</tr>
${join(LANES, (one) => lane(one, journey, playbook))}</tbody>
</table>
</div>
<template class="cx-map-bands">
${join(parts, (part) => `<table class="cx-map cx-map-of-10" data-columns="${columns}"><caption>${esc(journey.title)}: phần ${part} trên ${parts.length}</caption>\n</table>\n`)}</template>
</section>
`;
}

export const mapTitle = (journey) => `Bản đồ: ${journey.title}`;
export const mapPage = (journey, playbook) => [section(1, "top", mapTitle(journey), map(journey, playbook))];
