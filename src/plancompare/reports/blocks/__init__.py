"""What a report consists of: headings, sentences, pictures, tables; and how they are laid out."""
