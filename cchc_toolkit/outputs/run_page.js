(function () {
  "use strict";
  var body = document.querySelector("#reports tbody"), rows = listOf(body);
  var search = document.getElementById("search");

  function listOf(part) { return Array.prototype.slice.call(part.rows); }
  /** Return the elements that a list for who has no scripts is kept as. */
  function unfolded(stored) {
    var holder = document.createElement("template");
    holder.innerHTML = stored.textContent;
    return holder.content;
  }
  /** Return every row of the list of reports: those after the first join when the page is there. */
  function whole() {
    var others = document.getElementById("others"), all = document.createDocumentFragment();
    if (!others) { return rows; }
    others.remove();
    listOf(unfolded(others).querySelector("tbody")).forEach(function (row) { all.appendChild(row); });
    body.appendChild(all);
    rows = listOf(body);
    return rows;
  }
  function plain(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "").trim();
  }
  function found() {
    var words = plain(search.value).split(/\s+/);
    return function (row) {
      return words.every(function (word) { return row.dataset.search.indexOf(word) >= 0; });
    };
  }
  /** Mark the head that the table is sorted by; return 1 for ascending, -1 for descending. */
  function turn(head, first) {
    var now = head.getAttribute("aria-sort");
    var next = now === "none" ? first : now === "ascending" ? "descending" : "ascending";
    head.closest("tr").querySelectorAll("[aria-sort]").forEach(function (other) { other.setAttribute("aria-sort", "none"); });
    head.setAttribute("aria-sort", next);
    return next === "ascending" ? 1 : -1;
  }
  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }
  function printed(number) { return number.toLocaleString("vi-VN"); }

  /* The list of reports: every row is in the page; here they are only hidden and moved. */
  (function () {
    var listed = null;
    var filter = document.getElementById("filter"), shown = document.getElementById("shown");
    function passes(data, wanted) {
      if (wanted === "made" || wanted === "failed") { return data.status === wanted; }
      if (wanted === "blocking") { return +data.s0 > 0; }
      if (wanted === "clean") { return data.status === "made" && +data.s0 + +data.s1 + +data.s2 === 0; }
      return true;
    }
    function refresh() {
      var count = 0, fits = found();
      whole().forEach(function (row) {
        var show = passes(row.dataset, filter.value) && fits(row);
        if (row.hidden === show) { row.hidden = !show; }
        if (show) { count += 1; }
      });
      shown.textContent = printed(count);
    }
    function sort(button) {
      var key = button.dataset.key, sign = turn(button.parentNode, "ascending");
      var number = key !== "code" && key !== "status";
      listed = listed || whole().slice();
      listed.sort(function (a, b) {
        var x = a.dataset[key], y = b.dataset[key];
        var order = number ? x - y : x < y ? -1 : x > y ? 1 : 0;
        return sign * (order || (a.dataset.code < b.dataset.code ? -1 : 1));
      });
      var all = document.createDocumentFragment();
      listed.forEach(function (row) { all.appendChild(row); });
      body.appendChild(all);
    }
    search.form.addEventListener("submit", function (event) { event.preventDefault(); });
    search.addEventListener("input", refresh);
    filter.addEventListener("change", refresh);
    document.querySelectorAll("#reports th button").forEach(function (button) {
      button.addEventListener("click", function () { sort(button); });
    });
  }());

  /* The matrix of rules and communes: rows are made when they are about to be seen. */
  var matrix = (function () {
    var STEP = 60, SIGNS = ["✕", "▲", "●", "○"];
    var data = JSON.parse(document.getElementById("matrix").textContent);
    var review = document.getElementById("matrix").dataset.review;
    var grid = document.getElementById("grid"), head = grid.querySelector("thead"), body = grid.querySelector("tbody");
    var rule = document.getElementById("rule"), more = document.getElementById("more");
    var boxes = document.querySelectorAll("[data-severity]");
    var order = { key: "code", sign: 1 }, columns = [], listed = [], all = null;

    /** What each report holds, read once: cells by rule, each with a count for every severity. */
    function lines() {
      var every = whole();
      return data.cells.map(function (flat, at) {
        var row = every[at], cells = {};
        for (var i = 0; flat && i < flat.length; i += 4) {
          var cell = cells[flat[i]] || (cells[flat[i]] = { counts: [0, 0, 0, 0], first: [] });
          cell.counts[flat[i + 1]] += flat[i + 2];
          cell.first[flat[i + 1]] = flat[i + 3];
        }
        return { row: row, code: row.dataset.code, name: row.cells[1].textContent, place: +row.dataset.place,
          made: flat !== null, cells: cells, page: !!row.querySelector('a[href$="' + review + '"]') };
      });
    }
    /** What is left of a cell under the chosen severities: how many, how grave, where the first. */
    function seen(cell, on) {
      if (!cell) { return null; }
      var sum = 0, worst = -1;
      cell.counts.forEach(function (count, grave) {
        if (count && on[grave]) { sum += count; worst = worst < 0 ? grave : worst; }
      });
      return sum ? { sum: sum, worst: worst, first: cell.first[worst] } : null;
    }
    function refresh() {
      all = all || lines();
      var on = Array.prototype.map.call(boxes, function (box) { return box.checked; });
      var fits = found(), hit = data.rules.map(function () { return 0; });
      listed = [];
      all.forEach(function (line) {
        line.seen = {};
        line.total = 0;
        line.worst = SIGNS.length;
        Object.keys(line.cells).forEach(function (at) {
          var cell = seen(line.cells[at], on);
          if (cell) { line.seen[at] = cell; line.total += cell.sum; line.worst = Math.min(line.worst, cell.worst); }
        });
        if (!fits(line.row) || (rule.value !== "" && !line.seen[rule.value])) { return; }
        Object.keys(line.seen).forEach(function (at) { hit[at] += 1; });
        listed.push(line);
      });
      columns = data.rules.map(function (one, at) { return at; }).filter(function (at) { return hit[at]; });
      document.getElementById("told").textContent = printed(listed.length) + " xã, " + columns.length + " quy tắc có lỗi.";
      sort();
      drawHead(hit);
      draw();
    }
    function before(a, b) {
      if (order.key === "code") { return 0; }
      if (order.key === "place") { return a.place - b.place; }
      if (order.key === "total") { return a.total - b.total || b.worst - a.worst; }
      var x = a.seen[order.key], y = b.seen[order.key];
      if (!x || !y) { return (x ? 1 : 0) - (y ? 1 : 0); }
      return y.worst - x.worst || x.sum - y.sum;
    }
    function sort() {
      listed.sort(function (a, b) {
        return order.sign * before(a, b) || (order.key === "code" ? order.sign : 1) * (a.code < b.code ? -1 : 1);
      });
    }
    function heading(key, text, count, title) {
      var sorted = String(order.key) === String(key) ? (order.sign > 0 ? "ascending" : "descending") : "none";
      var th = element("th", "", { scope: "col", "aria-sort": sorted });
      var button = element("button", text, { type: "button", "data-column": key });
      if (title) { th.title = title; button.setAttribute("aria-label", title + (count ? ", " + printed(count) + " xã" : "")); }
      th.appendChild(button);
      if (count) { th.appendChild(element("small", printed(count), { "aria-hidden": "true" })); }
      if (String(key) === rule.value) { th.className = "chosen"; }
      button.addEventListener("click", function () {
        order = { key: key, sign: turn(th, typeof key === "string" && key !== "total" ? "ascending" : "descending") };
        sort();
        draw();
      });
      return th;
    }
    function drawHead(hit) {
      var line = document.createElement("tr"), group = document.createDocumentFragment();
      var heads = [heading("place", "Xã, phường"), heading("code", "Mã"), heading("total", "Tổng")];
      columns.forEach(function (at) {
        heads.push(heading(at, data.rules[at][0], hit[at], data.rules[at][0] + ": " + data.rules[at][1]));
      });
      heads.forEach(function (th, at) {
        line.appendChild(th);
        group.appendChild(element("col", "", { class: at === 0 ? "name" : at < 3 ? "wide" : "" }));
      });
      grid.querySelector("colgroup").replaceChildren(group);
      head.replaceChildren(line);
    }
    function cellOf(line, at) {
      var cell = line.seen[at], td = document.createElement("td");
      if (!cell) { return td; }
      td.className = "s" + cell.worst;
      var counts = line.cells[at].counts, said = [];
      boxes.forEach(function (box, grave) {
        if (counts[grave] && box.checked) { said.push(counts[grave] + " lỗi mức " + data.severities[grave]); }
      });
      var words = line.name + ", " + data.rules[at][0] + ": " + said.join(", ");
      var text = cell.sum + "\u00a0" + SIGNS[cell.worst];
      td.appendChild(line.page
        ? element("a", text, { href: line.code + "/" + review + "#f" + cell.first, title: words, "aria-label": words })
        : element("span", text, { title: words }));
      return td;
    }
    function rowOf(line) {
      var tr = document.createElement("tr");
      tr.appendChild(element("th", line.name, { scope: "row" }));
      tr.appendChild(element("td", line.code));
      if (!line.made) {
        tr.appendChild(element("td", "Chưa lập được", { class: "none", colspan: columns.length + 1 }));
        return tr;
      }
      tr.appendChild(element("td", String(line.total)));
      columns.forEach(function (at) { tr.appendChild(cellOf(line, at)); });
      return tr;
    }
    function grow(count) {
      var made = document.createDocumentFragment(), from = body.rows.length;
      listed.slice(from, from + count).forEach(function (line) { made.appendChild(rowOf(line)); });
      body.appendChild(made);
      more.hidden = body.rows.length >= listed.length;
    }
    function draw() {
      body.replaceChildren();
      grid.scrollTop = 0;
      grow(STEP);
    }
    function choices() {
      data.rules.forEach(function (one, at) {
        rule.appendChild(element("option", one[0] + (one[1] ? " – " + one[1] : ""), { value: at }));
      });
    }
    choices();
    grid.addEventListener("scroll", function () {
      if (!more.hidden && grid.scrollTop + 2 * grid.clientHeight > grid.scrollHeight) { grow(STEP); }
    });
    more.querySelectorAll("button").forEach(function (button, at) {
      button.addEventListener("click", function () { grow(at ? listed.length : STEP); });
    });
    rule.addEventListener("change", refresh);
    boxes.forEach(function (box) { box.addEventListener("change", refresh); });
    return { refresh: refresh };
  }());

  /* Where the units stand: a list for who has no scripts, else made when it is first looked at. */
  var stood = (function () {
    var stored = document.querySelector("#tinh-hinh-gui noscript"), lines = null;
    if (!stored) { return { refresh: function () {} }; }
    var state = document.getElementById("state");
    function refresh() {
      if (!lines) {
        stored.replaceWith(unfolded(stored));
        lines = listOf(document.querySelector("#standings tbody"));
      }
      var count = 0, fits = found(), wanted = state.value;
      lines.forEach(function (row) {
        var data = row.dataset, show = (!wanted || data.state === wanted || +data[wanted] > 0) && fits(row);
        if (row.hidden === show) { row.hidden = !show; }
        if (show) { count += 1; }
      });
      document.getElementById("stood").textContent = printed(count);
    }
    state.addEventListener("change", refresh);
    function choose(wanted) { if (state.querySelector('[value="' + wanted + '"]')) { state.value = wanted; } }
    return { refresh: refresh, choose: choose, there: true, seen: function () { return lines !== null; } };
  }());

  /* Which of them is in view: the part after # in the address says so, so it can be linked to. */
  function view() {
    var asked = location.hash.slice(1);
    if (asked === "chua-co" && stood.there) { stood.choose("absent"); asked = "tinh-hinh"; }
    var wanted = asked === "ma-tran" || (asked === "tinh-hinh" && stood.there) ? asked : rows.length || !stood.there ? "danh-sach" : "tinh-hinh";
    document.querySelectorAll("[data-view]").forEach(function (part) { part.hidden = part.dataset.view !== wanted; });
    document.querySelectorAll("nav a").forEach(function (link) {
      if (link.hash === "#" + wanted) { link.setAttribute("aria-current", "page"); } else { link.removeAttribute("aria-current"); }
    });
    document.body.classList.toggle("wide", wanted === "ma-tran");
    if (wanted === "ma-tran") { matrix.refresh(); }
    if (wanted === "tinh-hinh") { stood.refresh(); }
    times.hidden = wanted !== "danh-sach" || !(window.cchcRun && window.cchcRun.slowest.length);
  }

  /* When the run was and what took longest: from run.js beside the page, if it is there. */
  var times = document.getElementById("times");
  (function (run) {
    if (!run) { return; }
    var seconds = function (n) { return printed(n) + " giây"; };
    document.getElementById("when").textContent = "Bắt đầu " + run.started + ", mất " +
      seconds(run.seconds) + " (đọc từ run.js; thời gian không nằm trong trang này).";
    run.slowest.forEach(function (one) {
      document.getElementById("slowest").appendChild(element("li", one[0] + " " + one[1] + ": " + seconds(one[2])));
    });
  }(window.cchcRun));

  search.addEventListener("input", function () { if (location.hash === "#ma-tran") { matrix.refresh(); } else if (stood.there && stood.seen()) { stood.refresh(); } });
  window.addEventListener("hashchange", view);
  (function (nav) {
    nav.appendChild(element("a", "Danh sách báo cáo", { href: "#danh-sach" }));
    if (stood.there) { nav.appendChild(element("a", "Tình hình gửi", { href: "#tinh-hinh" })); }
    nav.appendChild(element("a", "Ma trận lỗi", { href: "#ma-tran" }));
    nav.hidden = false;
  }(document.querySelector("nav")));
  view();
  requestAnimationFrame(function () { setTimeout(function () { document.documentElement.className = "there"; whole(); }); });
}());
