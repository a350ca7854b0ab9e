"""From blocks to pages: lines, tables, slabs, pages."""
