--- Teaching: the selection, or whole sentences, marked with a label of the user's own.
local client = require('stet.client')

local M = {}

--- The position of a byte of a line, in the server's encoding.
local function position(server, buffer, row, column)
  local line = vim.api.nvim_buf_get_lines(buffer, row, row + 1, false)[1] or ''
  column = math.min(column, #line)
  local character = column
  if server.offset_encoding ~= 'utf-8' then
    local text = line:sub(1, column)
    character = vim.fn.strchars(text)
    if server.offset_encoding ~= 'utf-32' then
      -- Characters beyond the basic plane count twice.
      for _, code in ipairs(vim.fn.str2list(text)) do
        if code > 0xffff then
          character = character + 1
        end
      end
    end
  end
  return { line = row, character = character }
end

--- The range of the last selection where the command was given one, else that of the word at the cursor.
local function range(server, buffer, invocation)
  if invocation.range > 0 then
    local from, to = vim.fn.getpos("'<"), vim.fn.getpos("'>")
    local isSelection = from[2] == invocation.line1 and to[2] == invocation.line2
    if isSelection and vim.fn.visualmode() == 'v' then
      local last = vim.api.nvim_buf_get_lines(buffer, to[2] - 1, to[2], false)[1] or ''
      -- The last character of the selection may have several bytes.
      local stop = math.min(to[3], #last)
      stop = stop + #vim.fn.matchstr(last:sub(stop), '^.') - 1
      return {
        start = position(server, buffer, from[2] - 1, from[3] - 1),
        ['end'] = position(server, buffer, to[2] - 1, stop),
      }
    end
    return {
      start = position(server, buffer, invocation.line1 - 1, 0),
      ['end'] = position(server, buffer, invocation.line2 - 1, math.huge),
    }
  end
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local line = vim.api.nvim_get_current_line()
  local start = vim.fn.match(line:sub(1, column + 1), '\\k*$')
  local stop = column + #vim.fn.matchstr(line:sub(column + 1), '^\\k*')
  return { start = position(server, buffer, row - 1, start), ['end'] = position(server, buffer, row - 1, stop) }
end

--- `:StetTeach[!] LABEL [HEAD]`; the label `-` takes marks away.
function M.run(invocation)
  local buffer = vim.api.nvim_get_current_buf()
  local server = client.of(buffer)
  if not server then
    return client.report('no server is attached to this buffer', vim.log.levels.WARN)
  end
  local params = client.document(buffer)
  params.label = invocation.fargs[1] ~= '-' and invocation.fargs[1] or nil
  params.head = invocation.fargs[2] or 'mine'
  params.whole = invocation.bang
  params.range = range(server, buffer, invocation)
  params.view = {
    start = { line = vim.fn.line('w0') - 1, character = 0 },
    ['end'] = { line = vim.fn.line('w$'), character = 0 },
  }
  client.request(buffer, 'stet/teach', params, function(result)
    local counts = {}
    for label, count in pairs(result.marks) do
      counts[#counts + 1] = ('%s %d'):format(label, count)
    end
    table.sort(counts)
    local state = result.taught and ('taught in %.1f s'):format(result.seconds) or result.reason or 'marked'
    client.report(('%s: %s (%s)'):format(result.head, state, table.concat(counts, ', ')))
  end)
end

return M
