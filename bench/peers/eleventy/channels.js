// The pages of channels and their stages, and the shared touchpoints.
import { group } from "./content.js";
import * as p from "./pieces.js";
const { esc, join, list, section, tag } = p;

const MOST_LINES = 320;
const MOST_ON_A_CHANNEL = 60;
const MOST_JOURNEYS = 24;

// Touchpoints of a channel by stage: those of the library once, with every journey that uses them.
function stops(channel, playbook) {
  const here = playbook.points.filter((point) => point.channels.includes(channel.id));
  return playbook.stages.map((stage) => {
    const found = Object.values(group(here.filter((one) => one.stage === stage.id), (one) => one.use ?? one.url));
    const all = found.map((passes) => ({
      id: `${passes[0].journey.id}-${passes[0].at + 1}-${passes[0].id}`,
      point: passes[0],
      passes,
      ideal: passes.every((one) => one.journey.state === "ideal"),
      lowest: Math.min(6, ...passes.map((one) => one.lowest || 6)) % 6,
    }));
    return { stage, all: [...all.filter((one) => !one.ideal), ...all.filter((one) => one.ideal)] };
  });
}

function stop({ point, passes, ideal }, playbook) {
  const felt = (one) => join(one.journey.personas, (id, at) => ` <span class="cx-felt">${esc(playbook.byPersona[id].name)} ${p.feeling(one.emotions[at])}</span>`);
  const more = passes.length - MOST_JOURNEYS;
  return `${ideal || point.moment_of_truth ? `<p>${ideal ? tag("tag-ideal", "Hiện chưa có: thuộc hành trình lý tưởng") : ""} ${point.moment_of_truth ? p.moment() : ""}</p>\n` : ""}<p class="cx-label">Tiêu chuẩn phục vụ</p>
${point.standard ? `<div class="cx-md"><p>${p.md(point.standard)}</p>\n</div>\n` : '<p class="cx-missing">Chưa ghi tiêu chuẩn phục vụ.</p>\n'}<p class="cx-label">Kịch bản</p>
<p>${join(point.plays, (play) => `<a class="cx-chip" href="../plays/${play.id}.html">${p.icon("flag")}${esc(play.title)}</a> `)}</p>
<p class="cx-label">Hành trình đi qua và cảm xúc của khách</p>
${list(passes.slice(0, MOST_JOURNEYS), (one) => `<a href="../${one.url}">${esc(one.journey.title)}</a> ${p.state(one.journey)}${felt(one)}`, "cx-passes")}${more > 0 ? `<p class="cx-aside">và ${more} hành trình khác</p>\n` : ""}`;
}

function parted(all) {
  const parts = [];
  let lines = MOST_LINES;
  for (const one of all) {
    const needed = 4 + Math.min(one.passes.length, MOST_JOURNEYS);
    if (lines + needed > MOST_LINES) {
      parts.push([]);
      lines = 0;
    }
    parts.at(-1).push(one);
    lines += needed;
  }
  return parts;
}

const links = (name, found) => `<nav aria-label="${name}" data-search-exclude=""><p class="cx-label">${name}</p>\n${found}</nav>\n`;
const jumps = (part) =>
  links("Trên trang này", list(part, ({ id, point }) => `<a href="#${id}">${esc(point.name)}</a>${point.moment_of_truth ? ` ${p.icon("moment")}<span class="cx-hidden">Thời khắc quyết định</span>` : ""}`, "cx-jumps cx-jumps-flat"));
// Links to the other parts of a list: those around this one, and all of them folded.
export function paging(number, paths) {
  if (paths.length < 2) return "";
  const link = ([path, at], more = "") => `<a class="cx-page-link" href="${path}"><span class="cx-hidden">Trang</span> ${at + 1}${more}</a>`;
  const all = paths.map((path, at) => [path, at]);
  const near = all.filter(([, at]) => Math.abs(at - number) < 3 || at === 0 || at === paths.length - 1);
  const every = paths.length > 6 ? `<details><summary>Tất cả ${paths.length} trang</summary>\n${list(all, (one) => link(one, ` <span class="cx-aside">(${one[1]})</span>`))}</details>\n` : "";
  return `<nav class="cx-paging" aria-label="Các trang" data-search-exclude="">\n<p>Trang ${number + 1} trên ${paths.length}</p>\n${list(near, (one) => link(one))}${every}</nav>\n`;
}

function stagePages(channel, { stage, all }, stages, playbook) {
  const parts = parted(all);
  const name = (at) => `${channel.id}_${stage.id}${at ? `_${at + 1}` : ""}.html`;
  return parts.map((part, at) => ({
    path: `touchpoints/${name(at)}`,
    title: `${channel.name}: ${stage.name}`,
    sections: () => [
      section(1, "stage", `${channel.name}: ${stage.name}`, `<p class="cx-aside"><a href="index.html">Điểm chạm</a> · <a href="${channel.id}.html">${esc(channel.name)}</a></p>
<p class="cx-lead">${esc(stage.description)}</p>
${links("Các giai đoạn ở kênh này", list(stages, (one) => `<a href="${channel.id}_${one.stage.id}.html">${esc(one.stage.name)}</a>`, "cx-links"))}${paging(at, parts.map((_, number) => name(number)))}${jumps(part)}${p.marks(stage, null, { review: false })}`),
      ...part.map((one) => section(2, one.id, one.point.name, stop(one, playbook))),
    ],
  }));
}

const card = (href, name, rest, lead = "") => `<li class="cx-card"><a class="cx-card-title" href="${href}">${name}</a>\n${lead && `<span class="cx-card-lead">${esc(lead)}</span>`}${rest}</li>\n`;
const counts = (all) => `${all.length} điểm chạm · ${all.filter((one) => one.point.moment_of_truth).length} thời khắc quyết định`;
const low = (all) => [...all].filter((one) => one.lowest).sort((one, other) => one.lowest - other.lowest);

function channelPage(channel, stages, small, playbook) {
  const all = stages.flatMap((one) => one.all);
  const used = playbook.plays.filter((play) => all.some((one) => one.point.plays.includes(play))).slice(0, 8);
  const head = `<p class="cx-aside"><a href="index.html">Điểm chạm</a></p>
<div class="cx-now"><p class="cx-label">Kịch bản dùng ở kênh này</p>
${list(used, (play) => `<a class="cx-button" href="../plays/${play.id}.html">${p.icon("flag")}<span>${esc(play.title)}</span></a>`, "cx-buttons cx-buttons-quiet")}</div>
${small ? jumps(all) : `<nav aria-label="Các giai đoạn ở kênh này"><p class="cx-label">Các giai đoạn ở kênh này</p>\n<ul class="cx-cards cx-cards-channels">\n${join(stages, (one) => card(`${channel.id}_${one.stage.id}.html`, esc(one.stage.name), `<span>${counts(one.all)}</span>`, one.stage.description))}</ul></nav>\n`}${p.marks(channel, null, { review: false })}`;
  const lowest = p.facts(join(stages, (one) => p.fact(esc(one.stage.name), list(low(one.all).slice(0, 3), (each) => `<a href="${channel.id}_${one.stage.id}.html#${each.id}">${esc(each.point.name)}</a> ${p.feeling(each.lowest)}`, "cx-plain"))));
  const rest = small ? stages.flatMap((one) => [section(2, one.stage.id, one.stage.name, ""), ...one.all.map((each) => section(3, each.id, each.point.name, stop(each, playbook)))]) : [section(2, "lowest", "Cảm xúc thấp nhất", lowest)];
  return { path: `touchpoints/${channel.id}.html`, title: channel.name, sections: () => [section(1, "channel", channel.name, head), ...rest] };
}

function shared(one, uses, playbook) {
  return `<p>${join(one.channels, (id) => `<a class="cx-chip" href="${id}.html">${esc(playbook.channelNames[id].name)}</a> `)}${p.chip(playbook.teamNames[one.owner])}</p>
<p><span class="cx-label">Làm</span> ${esc(one.does)}</p>
<p class="cx-label">Tiêu chuẩn phục vụ</p>
<div class="cx-md">${list(one.standard.trim().split("\n"), (line) => p.md(line.slice(2)))}</div>
<p class="cx-label">Dùng trong</p>
${list(uses, (point) => `<a href="../${point.url}">${esc(point.journey.title)}</a> ${p.state(point.journey)} ${p.aside(playbook.stageNames[point.stage].name)}`, "cx-plain")}`;
}

export function channelPages(playbook) {
  const uses = group(playbook.points.filter((one) => one.use), (one) => one.use);
  const channels = playbook.channels.map((channel) => [channel, stops(channel, playbook).filter((one) => one.all.length)]);
  const cards = join(channels, ([channel, stages]) => {
    const all = stages.flatMap((one) => one.all);
    const worst = low(all)[0];
    return card(`${channel.id}.html`, `${p.icon(channel.kind)}${esc(channel.name)}`, `<span>${counts(all)} · ${playbook.plays.length} kịch bản</span>\n<span class="cx-aside">Thấp nhất: ${esc(worst?.point.name)} ${p.feeling(worst?.lowest)}</span>`);
  });
  const parts = [[]];
  let lines = 0;
  for (const one of playbook.shared) {
    lines += 6 + (uses[one.id]?.length ?? 0);
    if (lines > 400) {
      parts.push([]);
      lines = 0;
    }
    parts.at(-1).push(one);
  }
  const library = parts.map((part, at) => ({
    path: at ? `touchpoints/library_${at + 1}.html` : "touchpoints/index.html",
    title: "Điểm chạm",
    sections: () => [
      section(1, "touchpoints", "Điểm chạm", at ? "" : `<p class="cx-lead">Chọn kênh bạn phụ trách để xem tiêu chuẩn phục vụ và kịch bản ở đó.</p>\n<ul class="cx-cards cx-cards-channels">\n${cards}</ul>\n${p.marks({}, null, { review: false })}`),
      section(2, "library", "Điểm chạm dùng chung", "<p>Những điểm chạm mà nhiều hành trình cùng đi qua. Sửa một nơi, mọi hành trình cùng đổi.</p>\n"),
      ...part.map((one) => section(3, `library-${one.id}`, one.name, shared(one, uses[one.id], playbook))),
    ],
  }));
  return [
    ...library,
    ...channels.flatMap(([channel, stages]) => {
      const small = stages.reduce((sum, one) => sum + one.all.length, 0) <= MOST_ON_A_CHANNEL;
      return [channelPage(channel, stages, small, playbook), ...(small ? [] : stages.flatMap((one) => stagePages(channel, one, stages, playbook)))];
    }),
  ];
}
