"use strict";
// The pages of gkml serve: cells edited in place, findings beside them, dialogs, dropped files. All HTML comes from the server.
(() => {
const $ = (selector, root = document) => root.querySelector(selector);
const every = (selector, root = document) => [...root.querySelectorAll(selector)];
const body = $("#body[data-key]"), key = body?.dataset.key, drop = $("#drop"), dialog = $("#dialog"), status = $("#status");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const shown = (value) => Array.isArray(value) ? value.join("\n") : value;
const cell = (at) => $(`[data-at="${CSS.escape(at)}"]`, body);
const findingsOf = (at) => every(`#findings li[data-at="${CSS.escape(at)}"]`);
const valueOf = (element) => element.dataset.value ? JSON.parse(element.dataset.value) : element.textContent;
const piece = (html) => { const holder = document.createElement("template"); holder.innerHTML = html; return holder.content; };
const loaded = async (address) => (await fetch(address)).text();
let fading, turn = Promise.resolve(), editing = null, waiting;
function say(text, isBad = false) {
  Object.assign(status, { textContent: text || "", className: isBad ? "bad" : "" });
  clearTimeout(fading);
  if (text && !isBad) fading = setTimeout(say, 4000);
}
async function send(path, content, method = "POST") {
  const headers = { "Content-Type": method === "PUT" ? "application/octet-stream" : "application/json" };
  try {
    const answer = await fetch(path, { method, headers, body: method === "PUT" ? content : JSON.stringify(content) });
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) return { ...await answer.json(), code: answer.status };
    return { message: answer.status === 413 ? "文件太大" : "请用终端里显示的地址重新打开", code: answer.status };
  } catch { return { message: "连不上 gkml，它可能停了；改的文字还在这一页上，重新启动 gkml serve 后请重新打开", code: 0 }; }
}
// Requests follow one another: each names the version that the answer before it has left.
function ask(path, content) {
  turn = turn.then(async () => {
    const answer = await send(path, { key, version: body.dataset.version, ...content });
    if (answer.version) replace(answer);
    return answer;
  });
  return turn;
}
// --- what has changed on the page ---
function replace(patch) {
  const { at, item } = document.activeElement?.dataset || {}, blocks = every(":scope > .block", body);
  if (patch.body !== undefined) body.innerHTML = patch.body;
  for (const [number, html] of patch.blocks || []) blocks[number].innerHTML = html;
  for (const [number, first, count, rows] of [...(patch.rows || [])].reverse()) {
    const table = $("tbody", blocks[number]);
    for (let n = 0; n < count; n++) table.rows[first].remove();
    table.insertBefore(piece(rows.join("")), table.rows[first] || null);
  }
  const list = $("#findings"), known = new Map([...list.children].map((each) => [each.dataset.finding, each]));
  for (const [name, html] of Object.entries(patch.new)) known.set(name, piece(html).firstChild);
  if (!same(patch.findings, [...list.children].map((each) => each.dataset.finding)) || Object.keys(patch.new).length) list.replaceChildren(...patch.findings.map((name) => known.get(name)));
  Object.assign(body.dataset, { version: patch.version, undo: patch.undo, redo: patch.redo });
  settle();
  const again = at ? cell(at) : item ? $(`button[data-item="${CSS.escape(item)}"]`) : null;
  if (document.activeElement === document.body) again?.focus({ preventScroll: true });
  return editing && place();
}
function settle() {
  $("#count").textContent = $("#findings").children.length || "";
  for (const [name, word] of [["undo", "撤销"], ["redo", "重做"]]) {
    $("#" + name).disabled = !body.dataset[name];
    $("#" + name).setAttribute("aria-label", word + (body.dataset[name] ? "：" + body.dataset[name] : ""));
  }
  if (!$('td[tabindex="0"]', body)) $("tbody td", body)?.setAttribute("tabindex", "0");
  for (const at of unsaved.keys()) cell(at)?.classList.add("unsaved");
}
// --- from cell to cell by arrows: by where they are drawn, for cells reach over rows ---
function cellAt(table, row, x) {
  const hit = [...table.rows[row].cells].find((each) => { const box = each.getBoundingClientRect(); return box.left <= x && x < box.right; });
  return hit || (row ? cellAt(table, row - 1, x) : null);
}
function move(from, arrow) {
  const table = from.closest("tbody"), row = from.parentElement.sectionRowIndex, box = from.getBoundingClientRect(), middle = (box.left + box.right) / 2;
  const [to, x] = { ArrowUp: [row - 1, middle], ArrowDown: [row + from.rowSpan, middle], ArrowLeft: [row, box.left - 3], ArrowRight: [row, box.right + 3] }[arrow];
  const next = 0 <= to && to < table.rows.length ? cellAt(table, to, x) : null;
  if (next) ($("button", next) || next).focus();
}
// --- the editor, laid over a cell; what could not be saved is kept until it is ---
const unsaved = new Map(), editor = $("#editor"), text = $("#text"), ticks = $("#ticks"), more = $("#more"), note = $("#note");
function begin(element) {
  const { at, editing: kind, tick } = element.dataset, was = valueOf(element);
  if (kind === "tick") save(at, was, was.includes(tick) ? was.filter((each) => each !== tick) : [...was, tick]);
  else if (kind) open(element);
}
async function open(element) {
  const { at, editing: kind } = element.dataset, kept = unsaved.get(at), now = kept?.now ?? valueOf(element), was = kept?.answer ? kept.was : now;
  leave();
  note.hidden = true;
  const own = editing = { at, was, kind };
  text.value = shown(now);
  more.value = ticks.innerHTML = $("#choices").innerHTML = "";
  more.hidden = true;
  $("#hint").textContent = (kind === "text" ? "" : "一行一条；") + "回车保存，Esc 不改，Shift+回车换行";
  $("#conflict").hidden = true;
  typed(findingsOf(at).map((each) => each.outerHTML), "");
  editor.hidden = false;
  if (kept?.answer) quarrel(kept.answer);
  place();
  text.focus();
  const answer = await (await fetch(`/choices/${key}?at=${encodeURIComponent(at)}`)).json();
  if (editing !== own) return;
  text.setAttribute("aria-label", answer.name);
  more.hidden = !answer.choices;
  $("#choices").innerHTML = answer.choices;
  if (kind === "checks" && answer.ticks && text.value === shown(now)) {
    ticks.innerHTML = answer.ticks;
    every("input", ticks).forEach((box) => { box.checked = now.includes(box.value); });
    text.value = now.filter((each) => !every("input", ticks).some((box) => box.value === each)).join("\n");
    $("#hint").textContent = "勾选；清单外的写在格子里，一行一条。回车保存，Esc 不改";
  }
  place();
}
function place() {
  const box = (cell(editing.at) || body).getBoundingClientRect(), width = Math.min(Math.max(box.width, 300), window.innerWidth - 16);
  const left = Math.max(8, Math.min(box.left, window.innerWidth - width - 8)) + window.scrollX;
  Object.assign(editor.style, { width: width + "px", left: left + "px", top: box.top + window.scrollY + "px" });
  text.style.height = "auto";
  text.style.height = Math.max(text.scrollHeight + 2, Math.min(box.height - 14, 160)) + "px";
}
function read() {
  if (editing.kind === "text") return text.value.replace(/\s+$/, "");
  const lines = text.value.split("\n").map((line) => line.trim()).filter(Boolean);
  if (!ticks.children.length) return lines;
  const all = new Set([...every("input:checked", ticks).map((box) => box.value), ...lines]);
  return [...editing.was.filter((each) => all.has(each)), ...[...all].filter((each) => !editing.was.includes(each))];
}
function close(isDropped = false) {
  const element = cell(editing.at);
  if (isDropped && unsaved.delete(editing.at)) element?.classList.remove("unsaved");
  editing = null;
  editor.hidden = true;
  return element;
}
function leave() {
  if (!editing) return null;
  const { at, was } = editing, now = read(), isSame = same(now, was), element = close(isSame);
  if (!isSame) save(at, was, now);
  return element;
}
async function save(at, was, now) {
  const before = cell(at), own = { was, now };  // it has an answer once it was refused
  before?.classList.add("saving");
  if (before && !before.dataset.value) before.textContent = now;
  unsaved.set(at, own);
  const answer = await ask("/edit", { at, was, now }), element = cell(at), isLast = unsaved.get(at) === own;
  element?.classList.remove("saving");
  if (answer.code === 200) {
    if (isLast && unsaved.delete(at)) element?.classList.remove("unsaved");
    return say(answer.status);
  }
  if (isLast) unsaved.set(at, { was: answer.theirs ?? was, now, answer });
  element?.classList.add("unsaved");
  say(`没有保存：${answer.message}`, true);
  return element && !editing && !dialog.open && open(element);
}
function quarrel({ message, theirs }) {
  const isTheirs = theirs !== undefined && theirs !== null;
  const both = isTheirs ? `对方写的：${shown(theirs) || "（空）"}\n你写的：${text.value || "（空）"}` : "";
  const words = { why: `没有保存：${message}`, theirs: both, mine: isTheirs ? "用我的" : "再试一次", other: isTheirs ? "用对方的" : "不改了" };
  for (const [name, word] of Object.entries(words)) $("#" + name).textContent = word;
  $("#conflict").hidden = false;
}
function typed(list, fault) {
  const found = piece(list.join(""));
  every("[id]", found).forEach((each) => each.removeAttribute("id"));
  $("#typed").replaceChildren(found);
  if (fault) $("#typed").prepend(Object.assign(document.createElement("li"), { className: "error", textContent: `这样存不进去：${fault}` }));
}
function lookSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    if (!editing) return;
    const own = editing, now = read(), answer = await send("/check", { key, at: own.at, was: own.was, now });
    if (editing === own && answer.code === 200 && same(now, read())) typed(answer.findings, answer.fault);
  }, 200);
}
function keys(event) {
  // An input method ends a composition with Enter; some send the key after its end, with the code 229.
  if (event.isComposing || event.keyCode === 229) return;
  const isEnter = event.key === "Enter" && !["BUTTON", "A"].includes(event.target.tagName);
  if (event.key === "Escape") close(true)?.focus();
  else if (isEnter && event.target === more && more.value) {
    text.value = editing.kind === "text" ? more.value : [text.value.trimEnd(), more.value].filter(Boolean).join("\n");
    more.value = "";
    text.focus();
    text.dispatchEvent(new Event("input"));
  } else if (isEnter && event.altKey) text.setRangeText("\n", text.selectionStart, text.selectionEnd, "end");
  else if (isEnter && !event.shiftKey) leave()?.focus();
  else if (event.key === "Tab" && event.target === text && more.hidden && !ticks.children.length) {
    const to = leave();
    to?.focus();
    if (!to?.closest("tbody")) return;
    move(to, event.shiftKey ? "ArrowLeft" : "ArrowRight");
  } else return;
  event.preventDefault();
}
// --- findings beside a cell ---
function beside(element) {
  const list = element ? findingsOf(element.dataset.at) : [];
  every("#findings li").forEach((each) => each.classList.toggle("current", list.includes(each)));
  note.hidden = !list.length || editing !== null;
  if (note.hidden) return;
  $("#findings").scrollTop = list[0].offsetTop - 60;
  $("ul", note).replaceChildren(...list.map((each) => { const copy = each.cloneNode(true); copy.removeAttribute("id"); return copy; }));
  const box = element.getBoundingClientRect();
  const left = Math.max(4, Math.min(box.left, window.innerWidth - note.offsetWidth - 8)) + window.scrollX;
  Object.assign(note.style, { left: left + "px", top: box.bottom + 2 + window.scrollY + "px" });
}
// --- buttons: of findings, of dialogs, of the bar ---
async function show(address) {
  const back = document.activeElement;
  leave();
  await turn;
  dialog.innerHTML = await loaded(address);
  if (!dialog.open) dialog.showModal();
  dialog.addEventListener("close", () => back?.isConnected && back.focus(), { once: true });
}
function done(answer) {
  if (answer.code !== 200) return say(answer.message, true);
  dialog.close();
  say(answer.status);
  if (answer.location) location.href = answer.location;
  return answer.focus && cell(answer.focus)?.focus();
}
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button"), finding = button?.closest("li[data-finding]")?.dataset;
  if (!button) return;
  const form = every("[name]", button.closest("section") || button).map((each) => [each.name, each.type === "checkbox" ? each.checked : each.value]);
  if (button.matches(".go")) cell(finding.at)?.focus();
  else if (button.matches(".fix")) { leave(); done(await ask("/fix", { finding: finding.finding })); }
  else if (button.matches(".accept")) show(`/menu/accept/${key}?finding=${finding.finding}`);
  else if (button.id === "mine") leave()?.focus();
  else if (button.id === "other") { close(true)?.focus(); say(""); }
  else if (button.dataset.item) show(`/menu/row/${key}?item=${encodeURIComponent(button.dataset.item)}`);
  else if (button.dataset.open) show(button.dataset.open);
  else if (button.dataset.close !== undefined) dialog.close();
  else if (button.dataset.show) $("#answer", dialog).innerHTML = await loaded(`${button.dataset.show}&${new URLSearchParams(form)}`);
  else if (button.dataset.post) { leave(); done(await ask(button.dataset.post, { ...JSON.parse(button.dataset.json || "{}"), ...Object.fromEntries(form) })); }
});
// --- changes by other programs and windows ---
function listen() {
  const channel = new BroadcastChannel("gkml");
  const heard = async (changed) => {
    if (changed !== key && changed !== "*") return;
    const before = (await turn, body.dataset.version), answer = await ask("/patch", {});
    if (answer.code === 200 && answer.version !== before) say("文件在别处改过，这里已经更新");
  };
  channel.onmessage = (event) => heard(event.data);
  // A browser opens six connections to a server: one window listens for all.
  navigator.locks.request("gkml-events", () => new Promise(() => {
    const source = new EventSource("/events"), pass = (changed) => { channel.postMessage(changed); heard(changed); };
    source.onopen = () => pass("*");
    source.onmessage = (event) => pass(event.data);
  }));
}
if (body) {
  text.addEventListener("input", (event) => { place(); if (!event.isComposing) lookSoon(); });
  for (const type of ["compositionend", "change"]) editor.addEventListener(type, lookSoon);
  editor.addEventListener("keydown", keys);
  document.addEventListener("pointerdown", (event) => { if (editing && !editor.contains(event.target) && !dialog.contains(event.target)) leave(); });
  body.addEventListener("click", (event) => { const element = event.target.closest("[data-at]"); if (element && !String(getSelection())) begin(element); });
  body.addEventListener("keydown", (event) => {
    const element = event.target, isInTable = element.closest("tbody");
    if (event.key.startsWith("Arrow") && isInTable && !event.altKey && !event.ctrlKey) move(element.closest("td"), event.key);
    else if (["Enter", "F2", " "].includes(event.key) && element.dataset.at) begin(element);
    else return;
    event.preventDefault();
  });
  body.addEventListener("focusin", (event) => {
    const element = event.target.closest("td");
    if (element && !element.matches(".menu")) { $('td[tabindex="0"]', body)?.setAttribute("tabindex", "-1"); element.setAttribute("tabindex", "0"); }
    beside(event.target.closest("[data-at]"));
  });
  body.addEventListener("focusout", (event) => { if (!note.contains(event.relatedTarget)) note.hidden = true; });
  window.addEventListener("beforeunload", (event) => { leave(); if (unsaved.size) event.preventDefault(); });
  window.addEventListener("resize", () => editing && place());
  document.addEventListener("keydown", (event) => {
    const letter = event.key.toLowerCase();
    if (editing || dialog.open || !(event.ctrlKey || event.metaKey) || !["z", "y"].includes(letter)) return;
    event.preventDefault();
    $(letter === "y" || event.shiftKey ? "#redo" : "#undo").click();
  });
  settle();
  listen();
}
// --- files that are dropped ---
async function take(files) {
  for (const file of files) {
    say(`正在读 ${file.name}……`);
    const answer = await send(`/in?name=${encodeURIComponent(file.name)}`, file, "PUT");
    if (answer.code !== 200) return say(`${file.name}：${answer.message}`, true);
    if (files.length === 1) location.href = answer.location;
  }
  return files.length > 1 && location.reload();
}
$("#pick")?.addEventListener("change", (event) => take([...event.target.files]));
for (const type of drop ? ["dragover", "dragleave", "drop"] : []) document.addEventListener(type, (event) => {
  event.preventDefault();
  drop.classList.toggle("over", type === "dragover");
  if (type === "drop") take([...event.dataTransfer.files]);
});
})();
