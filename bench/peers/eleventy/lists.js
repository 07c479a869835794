// Lists: home, journeys, actions, coverage, metrics, plays, teams, strategy.
import { paging } from "./channels.js";
import { actionFacts } from "./journey.js";
import * as p from "./pieces.js";
const { esc, join, list, section, tag } = p;

export const parts = (all, most) => Array.from({ length: Math.max(1, Math.ceil(all.length / most)) }, (_, at) => all.slice(most * at, most * (at + 1)));
export const names = (path, count) => Array.from({ length: count }, (_, at) => `${path}${at ? `_${at + 1}` : ""}.html`);
export const leaf = (path) => path.split("/").at(-1);
export const asOf = () => p.marks({}, null, { review: false });

// Pages of a long list: the same heading, with links to the other pages.
function paged(path, title, all, most, draw, first = () => "") {
  const found = parts(all, most);
  const paths = names(path, found.length);
  return found.map((part, at) => ({
    path: paths[at],
    title,
    sections: () => [section(1, "top", title, `${paging(at, paths.map(leaf))}${at ? "" : first()}${asOf()}`), section(2, "list", "Danh sách", draw(part))],
  }));
}

function atlas(part, playbook) {
  const rows = join(part, (one) => {
    const share = (100 * (one.needed - one.gaps.length)) / one.needed;
    const open = one.actions.filter((each) => each.open);
    const channels = [...new Set(one.points.flatMap((point) => point.channels))];
    return `<tr data-persona="${one.personas.join(" ")}" data-stage="${one.stages.map((stage) => stage.stage).join(" ")}" data-channel="${channels.join(" ")}" data-tag="">
<th scope="row" class="cx-atlas-name cx-depth-0"><a href="${one.id}.html">${esc(one.title)}</a>
<span class="cx-atlas-under">${p.state(one)}
${join(one.personas, (id) => `<a href="../personas/${id}.html">${esc(playbook.byPersona[id].name)}</a>\n`)}</span></th>
<td>${p.spark(one)}</td>
<td><span class="cx-lowest-point">${p.smallFace(one.lowest.lowest)} <span><a class="cx-quiet" href="${one.id}.html#touchpoint-${one.lowest.id}">${esc(one.lowest.name)}</a> ${p.aside(`${one.lowest.lowest}/5`)}</span></span></td>
<td><span class="cx-narrow">Mức độ hoàn thiện</span>${p.bar(share, `${Math.floor(share)}%`)}${p.aside(`${one.needed - one.gaps.length}/${one.needed}`)}</td>
<td class="cx-count"><span class="cx-narrow">Hành động đang mở</span>${open.length} ${tag("tag-late", `${open.filter((each) => each.late).length} quá hạn`)}</td>
<td>${esc(playbook.teamNames[one.owner].name)}<br>${tag("fresh-fresh", "Còn hiệu lực")}
</td>
</tr>
`;
  });
  return p.scroll("Hành trình", p.table(["Hành trình", "Cảm xúc", "Điểm thấp nhất", "Mức độ hoàn thiện", "Hành động đang mở", "Phụ trách"], rows, " cx-atlas-table"));
}

const choice = (name, one) => `<label class="cx-choice"><input type="radio" name="${name}" value="${one.id}" class="cx-by-${name}-${one.id}"><span>${esc(one.name)}</span></label>\n`;
export const choices = (name, words, all) => `<fieldset class="cx-filter"><legend class="cx-hidden">${words}</legend>\n<div class="cx-filter-row"><span class="cx-filter-name" aria-hidden="true">${words}</span><div class="cx-choices">${join(all, (one) => choice(name, one))}</div></div></fieldset>\n`;

function filters(playbook) {
  return `<details class="cx-filters" data-search-exclude=""><summary>Lọc hành trình</summary>\n<form class="cx-filter-form">\n${choices("persona", "Chân dung", playbook.personas.slice(0, 40))}${choices("stage", "Giai đoạn", playbook.stages)}${choices("channel", "Kênh", playbook.channels)}</form></details>\n`;
}

function works(all, playbook, name) {
  const rows = join(all, (one) => {
    const metric = playbook.byMetric[one.metric];
    return p.row(`<a href="../${one.url}">${esc(one.title)}</a>`, [p.standing(one), p.chip(playbook.teamNames[one.owner]), `hạn ${p.day(one.due)}`, list(one.pains, (pain) => `<span class="cx-what">Điểm đau</span> <a href="../${pain.url}">${esc(pain.text)}</a>`, "cx-plain"), `<a href="../measurement/${metric.id}.html">${esc(metric.name)}</a> <strong class="cx-expected">${one.expected_change} ${esc(metric.unit)}</strong>`]);
  });
  return p.scroll(name, p.table(["Hành động", "Trạng thái", "Phụ trách", "Hạn", "Giải quyết", "Cần thay đổi"], rows, " cx-works", name));
}

const ticket = (one, playbook) => `<li class="cx-ticket"><a href="../${one.url}">${esc(one.title)}</a>\n<span class="cx-ticket-note">${p.standing(one)}</span>\n<span class="cx-ticket-note">${p.chip(playbook.teamNames[one.owner])}</span>\n</li>\n`;

function quadrant(drawn) {
  const dots = join(drawn, (one, at) => `<circle class="cx-dot" cx="${60 + 108 * one.effort - 54}" cy="${570 - 108 * one.impact + 54}" r="13"/><text class="cx-on-dot" x="${60 + 108 * one.effort - 54}" y="${574 - 108 * one.impact + 54}" text-anchor="middle" font-size="12">${at + 1}</text>`);
  const rows = join(drawn, (one, at) => `<tr><td>${at + 1}</td>\n<th scope="row"><a href="../${one.url}">${esc(one.title)}</a></th>\n<td>${one.impact}</td>\n<td>${one.effort}</td>\n</tr>\n`);
  return `<svg class="cx-drawing cx-quadrant" width="608" height="638" viewBox="0 0 608 638" role="img" aria-label="Tác động và công sức"><rect class="cx-frame" x="60" y="30" width="540" height="540"/>${join([168, 276, 384, 492], (x) => `<path class="cx-grid" d="M${x} 30L${x} 570"/><path class="cx-grid" d="M60 ${x - 30}L600 ${x - 30}"/>`)}${dots}</svg>${p.table(["Số", "Hành động", "Tác động", "Công sức"], rows, " cx-key")}`;
}

function roadmap(drawn, playbook) {
  const bars = join(drawn, (one, at) => {
    const y = 44 + 34 * at;
    const x = Math.max(240, 797.6 - 1.6 * one.days);
    return `<rect class="cx-stage cx-stage-${at % 2}" x="0" y="${y}" width="921.6" height="34"/><text><tspan x="8" y="${y + 21}">${esc(one.title)}</tspan></text><path class="cx-late" d="M${x} ${y + 17}L797.6 ${y + 17}"/><rect class="cx-bar cx-${one.status}" x="509.2" y="${y + 9}" width="140.8" height="16" rx="3"/><path class="cx-alarm" d="M${x} ${y + 8}l9 16h-18z"/><text class="cx-on-dot" x="${x}" y="${y + 22}" text-anchor="middle">!</text><text class="cx-strong" x="832" y="${y + 21}">trễ ${one.days} ngày</text>`;
  });
  const rows = join(drawn, (one) => p.row(esc(one.title), [p.day(one.start), p.day(one.due), p.standing(one)]));
  const gantt = join(drawn, (one) => `<tr><td>${esc(playbook.teamNames[one.owner].name)}</td>\n<td>${esc(one.title)}</td>\n<td>${p.day(one.start)}</td>\n<td>${p.day(one.due)}</td>\n<td>Quá hạn</td>\n</tr>\n`);
  return `<svg class="cx-drawing cx-roadmap" width="921.6" height="${44 + 34 * drawn.length}" viewBox="0 0 921.6 ${44 + 34 * drawn.length}" role="img" aria-label="Lộ trình">${bars}</svg>\n<details><summary>Xem dạng bảng</summary>\n${p.table(["Hành động", "Bắt đầu", "Hạn", "Trạng thái"], rows)}</details>\n<details><summary>Xem dạng bảng</summary>\n${p.table(["Nhóm", "Hành động", "Bắt đầu", "Hạn", "Trạng thái"], gantt)}</details>\n`;
}

function actionPages(playbook) {
  const all = playbook.everyAction;
  const kinds = [["overdue", "Quá hạn", all.filter((one) => one.late)], ["doing", "Đang làm", all.filter((one) => one.status === "doing")], ["planned", "Đã lên kế hoạch", all.filter((one) => one.status === "planned")], ["proposed", "Đề xuất", all.filter((one) => one.status === "proposed")], ["done", "Đã xong", all.filter((one) => one.status === "done")]];
  const drawn = all.filter((one) => one.open).slice(0, 30);
  const lanes = join(kinds.slice(1), ([, name, found]) => `<div class="cx-lane"><p class="cx-lane-name">${tag("tag-doing", name)} ${found.length}</p>\n<ul class="cx-plain">\n${join(found.slice(0, 8), (one) => ticket(one, playbook))}</ul></div>\n`);
  const owners = join(playbook.teams, (team) => `<p class="cx-owner-name">${p.chip(team)} ${p.aside(`${all.filter((one) => one.owner === team.id).length} hành động`)}</p>\n`);
  return [
    {
      path: "actions/index.html",
      title: "Hành động cải tiến",
      sections: () => [
        section(1, "actions", "Hành động cải tiến", `<ul class="cx-tiles cx-tiles-small">\n${join(kinds, ([, name, found]) => `<li class="cx-tile"><a class="cx-tile-name" href="#board">${name}</a><span class="cx-tile-value">${found.length}</span></li>\n`)}</ul>\n${list(kinds, ([id, name, found]) => `<a href="${id}.html">${name}</a> ${p.aside(found.length)}`, "cx-links")}${asOf()}`),
        section(2, "overdue", "Quá hạn", works(kinds[0][2].slice(0, 30), playbook, "Quá hạn")),
        section(2, "board", "Bảng công việc", `<div class="cx-board">\n${lanes}</div>\n`),
        section(2, "quadrant", "Tác động và công sức", quadrant(drawn)),
        section(2, "roadmap", "Lộ trình", roadmap(drawn, playbook)),
        section(2, "owners", "Theo người phụ trách", owners),
      ],
    },
    ...kinds.flatMap(([id, name, found]) => paged(`actions/${id}`, `Hành động: ${name}`, found, 60, (part) => works(part, playbook, name))),
    ...parts(playbook.spanning, 50).map((part, at) => ({
      path: names("actions/spanning", at + 1).at(-1),
      title: "Chung nhiều hành trình",
      sections: () => [section(1, "top", "Chung nhiều hành trình", asOf()), ...part.map((one) => section(2, `action-${one.id}`, one.title, actionFacts(one, playbook)))],
    })),
  ];
}

function coveragePages(playbook) {
  const share = (one) => (100 * (one.needed - one.gaps.length)) / one.needed;
  const measures = (part, to) => p.scroll("Theo hành trình", p.table(["Hành trình", "Tỷ lệ", "Có / cần"], join(part, (one) => p.row(`<a href="${to}${one.id}.html">${esc(one.title)}</a> ${p.state(one)}`, [p.bar(share(one), `${Math.floor(share(one))}%`), `${one.needed - one.gaps.length} trên ${one.needed}`])), " cx-measures"));
  const gaps = (part) => join(part, (one) => `<details class="cx-gaps" data-search-exclude=""><summary>${esc(one.title)} <code>content/journeys/${one.id}.yml</code> ${p.aside(`${one.gaps.length} chỗ`)}</summary>\n${list(one.gaps, ([line, text]) => `${esc(text)} <code>dòng ${line}</code>`, "cx-plain")}</details>\n`);
  const heat = (all, name, points) => p.scroll(name, p.table([name, ...playbook.stages.map((one) => one.name)], join(all, (one) => p.row(`<a href="index.html">${esc(one.name)}</a>`, playbook.stages.map((stage) => points(one).filter((point) => point.stage === stage.id).length)))));
  return [
    {
      path: "coverage.html",
      title: "Mức độ hoàn thiện",
      sections: () => [
        section(1, "coverage", "Mức độ hoàn thiện", asOf()),
        section(2, "matrices", "Chân dung và kênh theo giai đoạn", heat(playbook.personas.slice(0, 40), "Chân dung", (one) => playbook.journeysOf[one.id].flatMap((each) => each.points)) + heat(playbook.channels, "Kênh", (one) => playbook.points.filter((point) => point.channels.includes(one.id)))),
        section(2, "journeys", "Theo hành trình", measures(playbook.journeys.slice(0, 10), "journeys/")),
      ],
    },
    ...paged("coverage_journeys", "Chỗ còn thiếu theo hành trình", playbook.journeys, 10, (part) => measures(part, "journeys/") + gaps(part)),
  ];
}

const result = (metric) => `<strong>${metric.latest.value} ${esc(metric.unit)}</strong> ${p.aside("10/2026")}`;

function trend(metric) {
  const y = (value) => 208 - 1.8 * value;
  const x = (at) => 61 + 110 * at;
  const grid = join([0, 25, 50, 75, 100], (value) => `<path class="cx-grid" d="M49 ${y(value)}L624 ${y(value)}"/><text class="cx-muted" x="41" y="${y(value) + 4}" text-anchor="end">${value}</text>`);
  const points = join(metric.all, (one, at) => `<circle class="cx-dot" cx="${x(at)}" cy="${y(one.value)}" r="4"/><text class="cx-muted" x="${x(at)}" y="230" text-anchor="middle">${one.period}</text>`);
  const line = join(metric.all, (one, at) => `${at ? "L" : "M"}${x(at)} ${y(one.value)}`);
  return `<svg class="cx-drawing cx-trend" width="640" height="240" viewBox="0 0 640 240" role="img" aria-label="Xu hướng của ${esc(metric.name)}">${grid}<path class="cx-line cx-line-0" d="${line}"/>${points}</svg>`;
}

function metricPage(metric, playbook) {
  const heads = ["Kỳ", "Kết quả", "Khoảng tin cậy 95%", "Số câu trả lời", "Nguồn"];
  const rows = join(metric.all, (one) => p.row(one.period, [one.value, p.aside("chưa rõ"), one.n, `– ${p.aside("Dữ liệu ví dụ")}`]));
  const stores = join(metric.stores, (one) => p.row(`${esc(one.store)} ${p.aside("Miền Bắc")}`, [one.value, p.aside("chưa rõ"), one.n, tag("tag-unmet", "chưa đạt chỉ tiêu")]));
  const used = playbook.points.filter((point) => point.metrics?.includes(metric.id));
  const moves = playbook.everyAction.filter((one) => one.metric === metric.id);
  return [
    section(1, "metric", metric.name, `<p class="cx-aside"><a href="index.html">Đo lường</a></p>\n<div class="cx-tile cx-tile-big">\n<span class="cx-tile-value">${metric.latest.value}</span>\n<span class="cx-tile-note">10/2026 · toàn bộ · ${metric.latest.n} câu trả lời</span>\n</div>\n${p.marks(metric, playbook.teamNames[metric.owner])}`),
    section(2, "trend", "Xu hướng", `${p.scroll("Xu hướng", trend(metric))}<details><summary>Xem dạng bảng</summary>\n${p.scroll("Xem dạng bảng", p.table(heads, rows))}</details>\n`),
    section(2, "by-store", "Theo cửa hàng", p.scroll("Theo cửa hàng", p.table(heads, stores))),
    section(2, "definition", "Cách đo", p.facts(p.fact("Loại", esc(metric.kind)) + p.fact("Chỉ tiêu", metric.target) + p.fact("Đo mỗi", "1 tháng"))),
    section(2, "used", "Được dùng ở", list(used, (point) => `<span class="cx-what">Điểm chạm</span> <a href="../${point.url}">${esc(point.name)}</a> ${p.aside(point.journey.title)} ${p.state(point.journey)}`, "cx-plain") + list(moves, (one) => `<span class="cx-what">Hành động</span> <a href="../${one.url}">${esc(one.title)}</a> ${p.standing(one)} <strong>${one.expected_change}</strong>`, "cx-plain")),
  ];
}

function playPage(play, playbook) {
  const spots = playbook.points.filter((point) => play.applies_to.some((to) => to.touchpoints?.includes(point.use))).slice(0, 60);
  return [
    section(1, "play", play.title, `<p class="cx-trigger cx-trigger-big"><strong>Khi:</strong> ${esc(play.trigger)}</p>\n`),
    section(2, "steps", "Các bước", `<ol class="cx-steps">${join(play.steps, (one) => `<li><div class="cx-md"><p>${p.md(one)}</p>\n</div>\n</li>\n`)}</ol>\n`),
    section(2, "do", "Nên và không nên", `<div class="cx-do-dont">\n<div class="cx-do"><p class="cx-label">Nên</p>\n${list(play.do, esc)}</div>\n<div class="cx-dont"><p class="cx-label">Không nên</p>\n${list(play.dont, esc)}</div>\n</div>\n`),
    section(2, "applies", "Áp dụng ở", `<p>${join(spots, (point) => `<a class="cx-chip" href="../${point.url}">${esc(point.name)} ${p.aside(point.journey.title)}</a> `)}</p>\n${p.marks(play, playbook.teamNames[play.owner])}`),
  ];
}

const journeyRow = (one) => `<li class="cx-row"><span class="cx-row-main"><a href="../journeys/${one.id}.html">${esc(one.title)}</a> ${p.state(one)}</span><span class="cx-row-spark" data-search-exclude>${p.spark(one)}</span><span class="cx-row-note">Thấp nhất: ${esc(one.lowest.name)} (${one.lowest.lowest}/5)</span></li>\n`;

function teamPage(team, playbook) {
  const own = playbook.everyAction.filter((one) => one.owner === team.id && one.open);
  return [
    section(1, "team", team.name, asOf()),
    section(2, "overdue", "Quá hạn", works(own.filter((one) => one.late), playbook, "Quá hạn")),
    section(2, "open", "Hành động đang mở", works(own.filter((one) => !one.late), playbook, "Hành động đang mở")),
    section(2, "journeys", "Hành trình nhóm phụ trách", `<ul class="cx-rows">\n${join(playbook.journeys.filter((one) => one.owner === team.id), journeyRow)}</ul>\n`),
    section(2, "figures", "Mục tiêu và chỉ số", `<ul class="cx-rows">\n${join(playbook.metrics.filter((one) => one.owner === team.id), (one) => `<li class="cx-row"><span class="cx-row-main"><a href="../measurement/${one.id}.html">${esc(one.name)}</a></span><span class="cx-row-note">${result(one)}</span></li>\n`)}</ul>\n`),
  ];
}

function strategyPages(playbook) {
  const branch = (one) => `<li><span class="cx-what">Hành trình</span> <a href="journeys/${one.id}.html">${esc(one.title)}</a> ${p.state(one)} <span data-search-exclude>${p.spark(one)}</span><details><summary>${one.actions.length} hành động</summary>\n${list(one.actions, (each) => `<a href="${each.url}">${esc(each.title)}</a> ${p.standing(each)}`)}</details></li>\n`;
  const tree = (all) => `<ul class="cx-tree">\n${join(all, branch)}</ul>\n`;
  const many = playbook.goals.reduce((sum, goal) => sum + playbook.served[goal.id].length, 0) > 60;
  const treePages = (goal) => {
    const found = parts(playbook.served[goal.id], 60);
    const paths = names(`strategy_${goal.id}`, found.length);
    const title = `${goal.title}: hành trình`;
    const head = `<p class="cx-aside"><a href="strategy.html">Chiến lược</a> · <a href="strategy.html#goal-${goal.id}">${esc(goal.title)}</a></p>\n`;
    return found.map((part, at) => ({ path: paths[at], title, sections: () => [section(1, "goal", title, `${head}${paging(at, paths)}${asOf()}`), section(2, "tree", "Từ mục tiêu đến hành động", tree(part))] }));
  };
  const rows = join(playbook.goals, (goal) => p.row(`<a href="#goal-${goal.id}">${esc(goal.title)}</a>`, [p.bar(100, "Đã đạt chỉ tiêu"), result(playbook.byMetric[goal.metric]), goal.target, p.day(goal.by)]));
  return [
    {
      path: "strategy.html",
      title: "Chiến lược",
      sections: () => [
        section(1, "strategy", "Chiến lược", `${p.scroll("Mục tiêu", p.table(["Mục tiêu", "Tiến độ", "Hiện nay", "Chỉ tiêu", "Hạn"], rows, " cx-goals"))}${asOf()}`),
        ...playbook.goals.map((goal) => section(3, `goal-${goal.id}`, goal.title, `${p.facts(p.fact("Chỉ số", `<a href="measurement/${goal.metric}.html">${esc(playbook.byMetric[goal.metric].name)}</a>`) + p.fact("Tiến độ", p.bar(100, "Đã đạt chỉ tiêu")))}${list(playbook.everyAction.filter((one) => one.metric === goal.metric).slice(0, 30), (one) => `<a href="${one.url}">${esc(one.title)}</a> ${p.standing(one)} ${p.aside(one.expected_change)}`, "cx-plain")}${p.marks(goal, playbook.teamNames[goal.owner])}`)),
        ...(many ? [] : playbook.goals.map((goal) => section(2, `tree-${goal.id}`, goal.title, tree(playbook.served[goal.id])))),
      ],
    },
    ...(many ? playbook.goals.flatMap(treePages) : []),
  ];
}

// The metrics' values as a small line.
function figureSpark(metric) {
  const values = metric.all.map((one) => one.value);
  const line = values.map((one, at) => `${at ? "L" : "M"}${(4 + (112 * at) / Math.max(1, values.length - 1)).toFixed(1)} ${(24 - one / 5).toFixed(1)}`).join("");
  return `<svg class="cx-drawing cx-spark" width="120" height="28" viewBox="0 0 120 28" role="img" aria-label="${esc(metric.name)}, các kỳ gần nhất: ${values.join(", ")}"><path class="cx-line cx-line-0" d="${line}"/></svg>`;
}

const tile = (one) => `<li class="cx-tile"><a class="cx-tile-name" href="measurement/${one.id}.html">${esc(one.name)}</a>\n<span class="cx-tile-value">${one.latest.value} ${esc(one.unit)}</span>\n<span class="cx-tile-note">10/2026 · ${one.latest.n} câu trả lời</span>\n<span class="cx-tile-note"><span class="cx-change cx-change-unknown">${one.latest.value - one.all.at(-2).value} so với kỳ trước</span></span>\n<span class="cx-tile-spark" data-search-exclude>${figureSpark(one)}</span></li>\n`;

function home(playbook) {
  const door = (path, name, kind) => `<li><a class="cx-button" href="${path}.html">${p.icon(kind)}<span>${esc(name)}</span></a></li>\n`;
  const journeys = playbook.journeys.slice(0, playbook.journeys.length > 40 ? 12 : 40);
  const pains = playbook.journeys.flatMap((one) => one.pains).sort((one, other) => other.severity - one.severity).slice(0, 5);
  return [
    section(1, "home", playbook.title, `<nav class="cx-doors" aria-label="Tôi làm ở…">\n<ul class="cx-buttons">\n${join(playbook.channels, (one) => door(`touchpoints/${one.id}`, one.name, one.kind))}</ul>\n<ul class="cx-buttons cx-buttons-quiet">\n${join(playbook.teams, (one) => door(`teams/${one.id}`, one.name, "owner"))}</ul>\n</nav>\n<ul class="cx-tiles">\n${join(playbook.metrics.slice(0, 2), tile)}</ul>\n`),
    section(2, "what", "Chúng ta muốn gì", `<div class="cx-md"><p>${p.md(playbook.summary.trim())}</p>\n</div>\n<p><a href="strategy.html">Xem chiến lược và các mục tiêu</a></p>\n`),
    section(2, "personas", "Khách của ta", `<ul class="cx-cards">\n${join(playbook.personas.slice(0, 40), (one) => `<li class="cx-card"><a class="cx-card-title" href="personas/${one.id}.html">${esc(one.name)}</a>\n<span class="cx-card-lead">${esc(one.tagline)}</span><q class="cx-card-quote">${esc(one.quote)}</q></li>\n`)}</ul>\n`),
    section(2, "journeys", "Hành trình", `<ul class="cx-rows">\n${join(journeys, journeyRow).replaceAll('href="../', 'href="')}</ul>\n`),
    section(2, "pain-points", "Điểm đau nặng nhất", `<ol class="cx-rows">\n${join(pains, (pain) => `<li class="cx-row"><span class="cx-row-main"><a href="${pain.url}">${esc(pain.text)}</a>${p.aside(` ${pain.point.name} · ${pain.point.journey.title}`)}</span>\n<span class="cx-row-note">${tag("tag-pain-unanswered", "Chưa được giải quyết")}</span></li>\n`)}</ol>\n`),
  ];
}

// What is said to be researched without naming the research.
function research(playbook) {
  const claimed = [
    ...playbook.personas.map((one) => ["Chân dung", `personas/${one.id}.html`, one.name, "", one.evidence]),
    ...playbook.points.map((one) => ["Điểm chạm", one.url, one.name, `<span class="cx-aside"><a href="../journeys/${one.journey.id}.html">${esc(one.journey.title)}</a></span> `, one.evidence]),
  ].filter(([, , , , evidence]) => evidence && evidence !== "assumption");
  const rows = list(claimed.slice(0, 60), ([what, url, name, where, evidence]) => `<span class="cx-what">${what}</span> <a href="../${url}">${esc(name)}</a> ${where}${tag(`evidence-${evidence}`, "Đã nghiên cứu")}`, "cx-plain cx-lines");
  return [section(1, "research", "Nghiên cứu", asOf()), section(2, "claims", "Chưa dựa vào nghiên cứu nào", rows)];
}

export function listPages(playbook) {
  const metricRow = (one) => p.row(`<a href="${one.id}.html">${esc(one.name)}</a>`, [result(one), one.latest.n, p.aside("chưa rõ"), `${one.target} ${tag("tag-unmet", "chưa đạt chỉ tiêu")}`, trend(one)]);
  const one = (path, title, sections) => ({ path, title, sections });
  return [
    one("index.html", playbook.title, () => home(playbook)),
    ...paged("journeys/index", "Hành trình", playbook.journeys, 60, (part) => atlas(part, playbook), () => filters(playbook)),
    ...actionPages(playbook),
    ...coveragePages(playbook),
    ...strategyPages(playbook),
    one("measurement/index.html", "Đo lường", () => [section(1, "measurement", "Đo lường", asOf()), section(2, "metrics", "Chỉ số", p.scroll("Chỉ số", p.table(["Chỉ số", "Gần nhất", "Số câu trả lời", "Khoảng tin cậy 95%", "Chỉ tiêu", "Xu hướng"], join(playbook.metrics, metricRow), " cx-metrics")))]),
    ...playbook.metrics.map((metric) => one(`measurement/${metric.id}.html`, metric.name, () => metricPage(metric, playbook))),
    one("research/index.html", "Nghiên cứu", () => research(playbook)),
    one("plays/index.html", "Kịch bản", () => [section(1, "plays", "Kịch bản", list(playbook.plays, (play) => `<a href="${play.id}.html">${esc(play.title)}</a> ${p.aside(play.trigger)}`, "cx-plain"))]),
    ...playbook.plays.map((play) => one(`plays/${play.id}.html`, play.title, () => playPage(play, playbook))),
    ...playbook.teams.map((team) => one(`teams/${team.id}.html`, team.name, () => teamPage(team, playbook))),
  ];
}
