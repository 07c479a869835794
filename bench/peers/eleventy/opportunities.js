// The list of opportunities with the highest scores first; its first page draws the best as a matrix of two values.
import { paging } from "./channels.js";
import { asOf, choices, leaf, names, parts } from "./lists.js";
import * as p from "./pieces.js";
const { esc, join, list, section } = p;

const AXES = [{ id: "customer_value", short: "c", name: "Giá trị cho khách" }, { id: "business_value", short: "b", name: "Giá trị cho doanh nghiệp" }];
const MOST_DRAWN = 30;
const TICKS = [0, 25, 50, 75, 100];

function axes() {
  const across = ({ short, name }) => `<g class="cx-x${short}">${join(TICKS, (at) => `<text class="cx-muted" x="${54 + 4.52 * at}" y="402" text-anchor="middle">${at}</text>`)}<text class="cx-strong" x="280" y="424" text-anchor="middle">${name} →</text></g>`;
  const up = ({ short, name }) => `<g class="cx-y${short}">${join(TICKS, (at) => `<text class="cx-muted" x="48" y="${388 - 3.72 * at}" text-anchor="end">${at}</text>`)}<g transform="translate(16 198)rotate(-90)"><text class="cx-strong" x="0" y="0" text-anchor="middle">${name} →</text></g></g>`;
  const grid = join(TICKS.slice(1, 4), (at) => `<path class="cx-grid" d="M${54 + 4.52 * at} 12V384"/><path class="cx-grid" d="M54 ${384 - 3.72 * at}H506"/>`);
  return `<rect class="cx-frame" x="54" y="12" width="452" height="372"/>${grid}${join(AXES, across)}${join(AXES, up)}`;
}

function matrix(drawn) {
  const shapes = join(drawn, (one, at) => `<g id="matrix${at}"><circle class="cx-few cx-unsized" r="12"/><text class="cx-hollow-number" dy=".35em" text-anchor="middle">${at + 1}</text></g>`);
  const use = (one, at, [x, y]) => `<use class="cx-x${x.short} cx-y${y.short}" xlink:href="#matrix${at}" x="${Math.round(54 + 4.52 * one[x.id])}" y="${Math.round(384 - 3.72 * one[y.id])}"/>`;
  const dots = join(drawn, (one, at) => {
    const { journey, stage } = one.point;
    const name = `${at + 1}. ${esc(one.text)}`;
    return `<a class="s-${stage} p-${journey.personas.join(" p-")} t-${journey.owner} j-${journey.state} g-untouched" xlink:href="#row-${at + 1}" tabindex="-1" aria-label="${name}"><title>${name}</title>${use(one, at, AXES)}${use(one, at, [AXES[1], AXES[0]])}</a>`;
  });
  const same = join(AXES, ({ short }) => `<g class="cx-x${short} cx-y${short}"><text class="cx-muted" x="280" y="198" text-anchor="middle">Chọn hai trục khác nhau.</text></g>`);
  return `<svg class="cx-drawing cx-matrix-drawing" viewBox="0 0 520 434" role="group" aria-labelledby="matrix-title matrix-desc"><title id="matrix-title">Ma trận cơ hội</title><desc id="matrix-desc">Mỗi chấm là một cơ hội, mang số thứ tự trong danh sách bên dưới. Hai trục do người xem chọn.</desc><defs>${shapes}</defs>${axes()}${dots}${same}</svg>\n`;
}

const STATES = [{ id: "current", name: "Hiện tại" }, { id: "ideal", name: "Lý tưởng" }];
const every = (all) => [{ id: "", name: "Tất cả" }, ...all];

function compared(all, playbook) {
  const filters = choices("stage", "Giai đoạn", every(playbook.stages)) + choices("persona", "Chân dung", every(playbook.personas.slice(0, 40))) + choices("team", "Nhóm", every(playbook.teams)) + choices("state", "Trạng thái", every(STATES));
  return `<section class="cx-compare" data-search-exclude="">
<details class="cx-filters"><summary>Lọc trong trang này</summary>\n<div class="cx-filter-form">${filters}</div>\n</details>
<figure class="cx-matrix">\n<div class="cx-filter-form cx-axes">${choices("axis-y", "Trục đứng", AXES)}${choices("axis-x", "Trục ngang", AXES)}</div>
${matrix(all.slice(0, MOST_DRAWN))}<figcaption>Số trong chấm là số thứ tự trong danh sách. Chấm càng to càng tốn công sức; chấm rỗng là chưa có hành động. Chỉ vẽ ${MOST_DRAWN} cơ hội có điểm cao nhất.</figcaption>\n</figure>\n</section>\n`;
}

function rows(part, before, most, playbook) {
  return join(part, (one, at) => {
    const { point } = one;
    const { journey } = point;
    const number = before + at + 1;
    const pains = (point.pain_points ?? []).filter((pain) => one.addresses.includes(pain.id));
    const work = journey.actions.filter((each) => each.pains.some((pain) => pain.point.id === point.id && one.addresses.includes(pain.id)));
    const values = join(AXES, ({ id, name }) => `<div><dt>${name}</dt>\n<dd>${one[id]}</dd>\n</div>\n`);
    return `<tr id="row-${number}" data-stage="${point.stage}" data-persona="${journey.personas.join(" ")}" data-team="${journey.owner}" data-state="${journey.state}" data-progress="untouched">
<td>${number}</td>
<th scope="row"><a href="journeys/${journey.id}.html#opportunity-${one.id}">${esc(one.text)}</a>
<span class="cx-atlas-under"><a href="${point.url}">${esc(point.name)}</a> · ${esc(playbook.stageNames[point.stage].name)}<br><a href="journeys/${journey.id}.html">${esc(journey.title)}</a> ${p.state(journey)} ${p.chip(playbook.teamNames[journey.owner]).replace("../", "")}</span></th>
<td>${p.bar((100 * one.score) / most, one.score)}<dl class="cx-score-parts">${values}</dl>\n</td>
<td><span class="cx-narrow">Điểm đau và căn cứ</span>${list(pains, (pain) => `${p.severity(pain)} <a href="journeys/${journey.id}.html#pain-${pain.id}">${esc(pain.text)}</a> ${p.tag("evidence-unknown", "Chưa rõ căn cứ")}`, "cx-plain cx-apart")}</td>
<td><span class="cx-narrow">Hành động</span>${work.length ? list(work, (each) => `<a href="${each.url}">${esc(each.title)}</a> ${p.standing(each)}`, "cx-plain") : '<span class="cx-missing">Chưa có hành động</span>'}</td>
</tr>\n`;
  });
}

export function opportunityPages(playbook) {
  const all = playbook.opportunities;
  const found = parts(all, 60);
  const paths = names("opportunities", found.length);
  const lead = `<p class="cx-lead">${all.length} cơ hội ở mọi hành trình, điểm cao đứng trước.</p>\n<p class="cx-formula"><strong>Điểm:</strong> trung bình của giá trị cho khách và giá trị cho doanh nghiệp, từ 0 đến 100, như TheyDo tính.</p>\n`;
  return found.map((part, at) => ({
    path: paths[at],
    title: "Cơ hội",
    sections: () => [
      section(1, "opportunities", "Cơ hội", lead + asOf()),
      section(2, "compare", "So sánh", `${paging(at, paths.map(leaf))}${at ? "" : compared(all, playbook)}${p.scroll("Cơ hội", p.table(["Số", "Cơ hội", "Điểm", "Điểm đau và căn cứ", "Hành động"], rows(part, 60 * at, all[0].score, playbook), " cx-opportunity-table", "Cơ hội"))}`),
    ],
  }));
}
