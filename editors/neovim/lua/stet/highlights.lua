--- Draws the sentences that matter: the rest of the document steps back.
local client = require('stet.client')

local M = {}
local namespace = vim.api.nvim_create_namespace('stet.highlights')
local group = vim.api.nvim_create_augroup('stet.highlights', { clear = true })
--- Buffers in which highlights are on, each with the number of its latest request.
local active = {}
--- Milliseconds without a change before an edited buffer is asked about again.
local pause = 300

local function define_groups()
  vim.api.nvim_set_hl(0, 'StetSalient', { default = true, link = 'Bold' })
  vim.api.nvim_set_hl(0, 'StetDim', { default = true, link = 'Comment' })
  -- Not every colour scheme has one.
  if vim.tbl_isempty(vim.api.nvim_get_hl and vim.api.nvim_get_hl(0, { name = 'Bold' }) or { true }) then
    vim.api.nvim_set_hl(0, 'Bold', { default = true, bold = true })
  end
end

local function mark(buffer, from_row, from_column, to_row, to_column, name)
  if from_row > to_row or (from_row == to_row and from_column >= to_column) then
    return
  end
  vim.api.nvim_buf_set_extmark(buffer, namespace, from_row, from_column, {
    end_row = to_row,
    end_col = to_column,
    hl_group = name,
    priority = name == 'StetDim' and 210 or 220, -- above what a syntax highlighter draws
    strict = false,
  })
end

--- Marks the highlights, and what lies between them.
---@param buffer integer
---@param highlights { range: table, score: number }[]
---@param encoding string
function M.draw(buffer, highlights, encoding)
  vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  local ranges = vim.tbl_map(function(highlight)
    return client.byte_range(buffer, highlight.range, encoding)
  end, highlights)
  table.sort(ranges, function(a, b)
    return a[1] < b[1] or (a[1] == b[1] and a[2] < b[2])
  end)
  local row, column = 0, 0
  for _, range in ipairs(ranges) do
    mark(buffer, row, column, range[1], range[2], 'StetDim')
    mark(buffer, range[1], range[2], range[3], range[4], 'StetSalient')
    row, column = range[3], range[4]
  end
  local last = vim.api.nvim_buf_line_count(buffer) - 1
  local text = vim.api.nvim_buf_get_lines(buffer, last, last + 1, false)[1] or ''
  mark(buffer, row, column, last, #text, 'StetDim')
end

local function refresh(buffer)
  if not active[buffer] or not vim.api.nvim_buf_is_loaded(buffer) then
    return
  end
  active[buffer] = active[buffer] + 1
  local number, tick = active[buffer], vim.api.nvim_buf_get_changedtick(buffer)
  client.request(buffer, 'stet/highlights', client.document(buffer), function(result, server)
    -- An answer about a text that is gone, or one that a later request overtook, is not drawn.
    if active[buffer] == number and vim.api.nvim_buf_get_changedtick(buffer) == tick then
      M.draw(buffer, result.highlights, server.offset_encoding)
    end
  end)
end

local function schedule(buffer)
  if not active[buffer] then
    return
  end
  active[buffer] = active[buffer] + 1
  local number = active[buffer]
  vim.defer_fn(function()
    if active[buffer] == number then
      refresh(buffer)
    end
  end, pause)
end

--- Shows the important sentences of a buffer and keeps them up to date.
---@param buffer integer
function M.enable(buffer)
  define_groups()
  active[buffer] = active[buffer] or 0
  vim.api.nvim_clear_autocmds({ group = group, buffer = buffer })
  vim.api.nvim_create_autocmd({ 'TextChanged', 'TextChangedI' }, {
    group = group,
    buffer = buffer,
    callback = function()
      schedule(buffer)
    end,
  })
  vim.api.nvim_create_autocmd('BufUnload', {
    group = group,
    buffer = buffer,
    callback = function()
      M.disable(buffer)
    end,
  })
  refresh(buffer)
end

--- Takes the marks away.
---@param buffer integer
function M.disable(buffer)
  active[buffer] = nil
  vim.api.nvim_clear_autocmds({ group = group, buffer = buffer })
  if vim.api.nvim_buf_is_valid(buffer) then
    vim.api.nvim_buf_clear_namespace(buffer, namespace, 0, -1)
  end
end

---@param buffer? integer
function M.toggle(buffer)
  buffer = buffer or vim.api.nvim_get_current_buf()
  if active[buffer] then
    M.disable(buffer)
  elseif client.of(buffer) then
    M.enable(buffer)
  else
    client.report('no server is attached to this buffer', vim.log.levels.WARN)
  end
end

vim.api.nvim_create_autocmd('ColorScheme', { group = group, callback = define_groups })

return M
