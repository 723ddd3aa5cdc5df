(() => {
  'use strict';
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById('chart-data').textContent);
  const charts = new Map();
  const colour = name => getComputedStyle(root).getPropertyValue('--' + name).trim();
  const font = () => getComputedStyle(document.body).fontFamily;
  const escape = text => String(text).replace(/[&<>"']/g, c => '&#' + c.charCodeAt(0) + ';');
  const lines = (...parts) => parts.filter(Boolean).map(escape).join('<br>');
  const narrow = width => width < 520;
  const axis = () => ({
    axisLine: { show: false }, axisTick: { show: false },
    axisLabel: { color: colour('soft'), fontSize: 12 },
    splitLine: { lineStyle: { color: colour('hair') } },
    nameTextStyle: { color: colour('soft'), fontSize: 12 },
  });
  const base = () => ({
    animation: false,
    textStyle: { fontFamily: font(), color: colour('ink') },
    tooltip: {
      confine: true, backgroundColor: colour('surface'), borderColor: colour('line'),
      textStyle: { color: colour('ink'), fontSize: 13, fontFamily: font() }, extraCssText: 'box-shadow:0 4px 18px rgba(0,0,0,.14)',
    },
  });
  const percent = value => value.toFixed(1) + '%';
  // Width of a text in Latin letters: a Chinese character takes two.
  const wide = c => (c.codePointAt(0) > 0x2e7f ? 2 : 1);
  const cut = (text, most) => {
    let width = 0;
    const letters = [...text];
    for (let i = 0; i < letters.length; i++) {
      width += wide(letters[i]);
      if (width > most) return letters.slice(0, Math.max(1, i - 1)).join('') + '…';
    }
    return text;
  };

  const options = {
    distribution(d, width) {
      const tiers = d.tiers.slice().reverse();
      const bars = [];
      if (tiers.some(t => t.spend !== undefined)) {
        bars.push({
          name: d.spendLabel, type: 'bar', barWidth: 18,
          data: tiers.map(t => ({ value: t.spend, itemStyle: { color: colour('tier-' + t.colour) } })),
          itemStyle: { color: colour('tier-1'), borderRadius: [0, 3, 3, 0] },
          label: { show: true, position: 'right', color: colour('ink'), formatter: p => percent(p.value) },
        });
      }
      bars.push({
        name: d.customersLabel, type: 'bar', barWidth: 10, barGap: '25%',
        data: tiers.map(t => t.customers),
        itemStyle: { color: colour('muted-bar'), borderRadius: [0, 3, 3, 0] },
        label: { show: true, position: 'right', color: colour('soft'), formatter: p => percent(p.value) },
      });
      return {
        ...base(),
        legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 10, data: bars.map(b => b.name), textStyle: { color: colour('soft'), fontSize: 13 }, selectedMode: false },
        grid: { left: 4, right: 62, top: 38, bottom: 4, containLabel: true },
        tooltip: { ...base().tooltip, trigger: 'axis', axisPointer: { type: 'none' },
          formatter: ps => { const t = tiers[ps[0].dataIndex]; return lines(t.name, d.customersLabel + ' ' + percent(t.customers) + ' · ' + t.customersText, t.spend === undefined ? t.spendText : d.spendLabel + ' ' + percent(t.spend) + ' · ' + t.spendText); } },
        xAxis: { ...axis(), type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
        yAxis: { ...axis(), type: 'category', data: tiers.map(t => t.name), axisLabel: { color: colour('ink'), fontSize: 13, fontWeight: 600, formatter: v => cut(v, narrow(width) ? 14 : 30) } },
        series: bars,
      };
    },
    contribution(d, width) {
      const top = Math.max(100, ...d.points.map(p => p[1]));
      const value = (name, extra) => ({ ...axis(), type: 'value', min: 0, max: 100, name, nameLocation: 'middle', axisLabel: { color: colour('soft'), formatter: '{value}%' }, ...extra });
      return {
        ...base(),
        grid: { left: 34, right: 22, top: 22, bottom: 34, containLabel: true },
        tooltip: { ...base().tooltip, trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: colour('faint') } },
          formatter: ps => lines(d.customersLabel + ' ' + percent(ps[0].value[0]), d.spendLabel + ' ' + percent(ps[0].value[1])) },
        xAxis: value(d.customersLabel, { nameGap: 30, splitLine: { show: false } }),
        yAxis: value(d.spendLabel, { nameGap: 48, max: top > 100 ? Math.ceil(top / 5) * 5 : 100, interval: 20, axisLabel: { color: colour('soft'), formatter: v => (v % 20 ? '' : v + '%') } }),
        series: [
          { type: 'line', data: d.points, showSymbol: false, lineStyle: { color: colour('accent'), width: 2.5 }, itemStyle: { color: colour('accent') }, areaStyle: { color: colour('accent'), opacity: 0.09 },
            markPoint: { symbol: 'circle', symbolSize: 11, itemStyle: { color: colour('seal') }, data: d.marks.map(m => ({ coord: [m.x, m.y], name: m.label })),
              label: { formatter: p => p.name, position: 'right', distance: 10, color: colour('ink'), fontWeight: 600, fontSize: 13, textBorderColor: colour('surface'), textBorderWidth: 3, offset: narrow(width) ? [0, 18] : [0, 8] } } },
          { type: 'line', data: [[0, 0], [100, 100]], silent: true, showSymbol: false, tooltip: { show: false }, lineStyle: { color: colour('faint'), width: 1, type: [4, 4] },
            endLabel: { show: false }, markPoint: { silent: true, symbol: 'circle', symbolSize: 1, itemStyle: { color: 'transparent' }, data: [{ coord: [62, 62], name: d.even }], label: { show: !narrow(width), formatter: p => p.name, color: colour('faint'), fontSize: 12, position: 'right', distance: 12, offset: [0, 10] } } },
        ],
      };
    },
    'recency-frequency'(d, width) {
      const shades = [0, 1, 2, 3, 4, 5, 6, 7, 8].map(i => colour('heat-' + i));
      const dark = matchMedia('(prefers-color-scheme: dark)').matches && !root.dataset.print;
      const shade = n => (n === 0 ? 0 : Math.ceil((n * 8) / d.most));
      const ink = s => (s === 0 ? colour('faint') : (s <= 4) !== dark ? '#10201e' : s === 5 && !dark ? '#071412' : dark && s <= 4 ? '#eef5f2' : dark ? '#07120f' : '#fff');
      const rows = d.recency.length - 1;
      const small = narrow(width);
      return {
        ...base(),
        grid: { left: small ? 4 : 26, right: 6, top: 8, bottom: 32, containLabel: true },
        tooltip: { ...base().tooltip, formatter: p => { const c = p.data.cell; return lines(d.recencyLabel + ' ' + d.recency[c.r], d.frequencyLabel + ' ' + d.frequency[c.f], c.customersText, c.spendText); } },
        xAxis: { ...axis(), type: 'category', data: d.frequency, name: d.frequencyLabel, nameLocation: 'middle', nameGap: 30, splitLine: { show: false }, axisLabel: { color: colour('soft'), interval: 0, fontSize: small ? 10 : 12, formatter: v => (small ? v.replace(/\s*(单|orders?)$/, '') : v) } },
        yAxis: { ...axis(), type: 'category', data: d.recency.slice().reverse(), name: small ? '' : d.recencyLabel, nameLocation: 'middle', nameGap: 78, splitLine: { show: false }, axisLabel: { color: colour('soft'), interval: 0, fontSize: small ? 10 : 12, formatter: v => (small ? v.replace(/\s*(天|d|days?)$/, '') : v) } },
        series: [{
          type: 'heatmap',
          data: d.cells.map(c => { const s = shade(c.n); return { value: [c.f, rows - c.r, c.n], cell: c, itemStyle: { color: shades[s], borderColor: colour('surface'), borderWidth: 3, borderRadius: 6 }, label: { color: ink(s) } }; }),
          label: { show: true, lineHeight: small ? 14 : 17, fontSize: small ? 11 : 13, formatter: p => { const c = p.data.cell; return c.n === 0 ? '0' : small ? c.customers : '{b|' + c.customers + '}\n' + c.spend; }, rich: { b: { fontWeight: 650, fontSize: 14, lineHeight: 18 } } },
          emphasis: { disabled: true },
        }],
      };
    },
    regions(d, width) {
      const rows = d.regions.slice().reverse();
      return {
        ...base(),
        grid: { left: 4, right: 84, top: 4, bottom: 4, containLabel: true },
        tooltip: { ...base().tooltip, formatter: p => { const r = rows[p.dataIndex]; return lines(r.name, r.spendText, r.customersText); } },
        xAxis: { ...axis(), type: 'value', axisLabel: { show: false }, splitLine: { show: false } },
        yAxis: { ...axis(), type: 'category', data: rows.map(r => r.name), axisLabel: { color: colour('ink'), fontSize: 13, interval: 0, formatter: v => cut(v, narrow(width) ? 17 : 36) } },
        series: [{ type: 'bar', barWidth: 15,
          data: rows.map(r => ({ value: r.spend, itemStyle: { color: r.rest ? colour('muted-bar') : colour('tier-2') } })), itemStyle: { borderRadius: [0, 3, 3, 0] },
          label: { show: true, position: 'right', color: colour('soft'), fontSize: 12, formatter: p => rows[p.dataIndex].spendShort } }],
      };
    },
    migration(d, width) {
      const tint = i => (d.places[i].colour ? colour('tier-' + d.places[i].colour) : colour('muted-bar'));
      const used = { from: new Set(d.links.map(l => l.from)), to: new Set(d.links.map(l => l.to)) };
      const node = side => (p, i) => ({ name: side + i, depth: side === 'from' ? 0 : 1, itemStyle: { color: tint(i) }, label: { position: side === 'from' ? 'right' : 'left' } });
      const nodes = [
        ...d.places.map(node('from')).filter((n, i) => used.from.has(i)),
        ...d.places.map(node('to')).filter((n, i) => used.to.has(i)),
      ];
      const title = name => { const i = Number(name.replace(/^\D+/, '')); return d.places[i].name; };
      const total = (side, i) => d.links.filter(l => l[side] === i).reduce((sum, l) => sum + l.n, 0).toLocaleString('en-US');
      return {
        ...base(),
        title: [{ text: d.from, left: 0, top: 0 }, { text: d.to, right: 0, top: 0 }].map(t => ({ ...t, textStyle: { color: colour('soft'), fontSize: 13, fontWeight: 500 } })),
        tooltip: { ...base().tooltip, formatter: p => (p.dataType === 'edge' ? lines(d.places[p.data.i].name + ' → ' + d.places[p.data.j].name, p.data.text) : lines(title(p.name))) },
        series: [{
          type: 'sankey', left: 0, right: 0, top: 32, bottom: 8, nodeWidth: 14, nodeGap: 14, layoutIterations: 0, draggable: false,
          data: nodes,
          links: d.links.map(l => ({ source: 'from' + l.from, target: 'to' + l.to, value: l.n, i: l.from, j: l.to, text: l.text,
            lineStyle: { color: l.from === l.to ? colour('muted-bar') : tint(l.to), opacity: l.from === l.to ? 0.28 : 0.62 } })),
          label: { color: colour('ink'), fontSize: 13, fontWeight: 600, textBorderColor: colour('surface'), textBorderWidth: 4, formatter: p => { const side = p.name.startsWith('from') ? 'from' : 'to'; return cut(title(p.name), narrow(width) ? 14 : 30) + '  ' + total(side, Number(p.name.replace(/^\D+/, ''))); } },
          lineStyle: { curveness: 0.5 }, emphasis: { focus: 'adjacency' },
        }],
      };
    },
  };

  const draw = element => {
    const key = element.dataset.chart;
    let chart = charts.get(key);
    if (!chart) {
      chart = echarts.init(element, null, { renderer: 'svg' });
      charts.set(key, chart);
    }
    chart.setOption(options[key](data[key], element.clientWidth), { notMerge: true });
  };
  const elements = [...document.querySelectorAll('[data-chart]')];
  const redraw = () => elements.forEach(element => { const chart = charts.get(element.dataset.chart); if (chart) { chart.resize(); draw(element); } });

  root.classList.add('js');
  for (const element of elements) {
    try {
      draw(element);
      const details = element.closest('section').querySelector('details');
      if (details) details.open = false;
    } catch (failure) {
      element.closest('.chart').classList.add('failed');
      console.error(failure);
    }
  }
  let width = innerWidth;
  addEventListener('resize', () => { if (innerWidth !== width) { width = innerWidth; redraw(); } });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  addEventListener('beforeprint', () => {
    root.dataset.print = '1';
    document.querySelectorAll('details').forEach(d => { d.dataset.was = d.open ? '1' : ''; d.open = true; });
    redraw();
  });
  addEventListener('afterprint', () => {
    delete root.dataset.print;
    document.querySelectorAll('details').forEach(d => { d.open = d.dataset.was === '1'; });
    redraw();
  });

  const links = [...document.querySelectorAll('.contents a')];
  if ('IntersectionObserver' in window) {
    const watch = new IntersectionObserver(entries => {
      for (const entry of entries) {
        if (entry.isIntersecting) {
          links.forEach(a => (a.hash === '#' + entry.target.id ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current')));
        }
      }
    }, { rootMargin: '-10% 0px -75% 0px' });
    document.querySelectorAll('main > section[id]').forEach(section => watch.observe(section));
  }
})();
