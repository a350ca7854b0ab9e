"""Operations on texts: tidying on the way in, folding for search, and making slugs and file names."""
