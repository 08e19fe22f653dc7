//! Build script's part: verdict expressions (`name and (address or 2 of (a, b, c)) and not d`) → postfix `Logic`.

/// Rust source of a `&[Logic]`, or what is wrong with the expression. `elements`: the ids that may occur.
pub fn compile(expression: &str, elements: &[String]) -> Result<String, String> {
    let tokens = tokens(expression);
    let mut parser = Parser { tokens: &tokens, at: 0, elements, out: Vec::new() };
    if tokens.is_empty() {
        return Ok("&[]".into());
    }
    parser.any()?;
    match tokens.get(parser.at) {
        None => Ok(format!("&[{}]", parser.out.join(", "))),
        Some(t) => Err(format!("unexpected `{t}` in `{expression}`")),
    }
}

fn tokens(expression: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    for c in expression.chars().chain([' ']) {
        if c.is_alphanumeric() || c == '-' || c == '_' {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            out.push(std::mem::take(&mut word));
        }
        if matches!(c, '(' | ')' | ',') {
            out.push(c.to_string());
        }
    }
    out
}

struct Parser<'a> {
    tokens: &'a [String],
    at: usize,
    elements: &'a [String],
    out: Vec<String>,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<(), String> {
        self.chain("or", 1, Self::all)
    }

    fn all(&mut self) -> Result<(), String> {
        self.chain("and", usize::MAX, Self::unary)
    }

    fn chain(&mut self, word: &str, need: usize, next: fn(&mut Self) -> Result<(), String>) -> Result<(), String> {
        next(self)?;
        let mut of = 1;
        while self.eat(word) {
            next(self)?;
            of += 1;
        }
        if of > 1 {
            self.out.push(format!("Logic::AtLeast {{ need: {}, of: {of} }}", need.min(of)));
        }
        Ok(())
    }

    fn unary(&mut self) -> Result<(), String> {
        if self.eat("not") {
            self.unary()?;
            self.out.push("Logic::Not".into());
            return Ok(());
        }
        if self.eat("(") {
            self.any()?;
            return self.expect(")");
        }
        let token = self.tokens.get(self.at).ok_or("expression ends too early")?.clone();
        self.at += 1;
        if let Ok(need) = token.parse::<usize>() {
            self.expect("of")?;
            self.expect("(")?;
            let mut of = 0;
            loop {
                self.any()?;
                of += 1;
                if !self.eat(",") {
                    break;
                }
            }
            self.expect(")")?;
            self.out.push(format!("Logic::AtLeast {{ need: {need}, of: {of} }}"));
            return Ok(());
        }
        let index = self.elements.iter().position(|e| *e == token).ok_or(format!("no element `{token}`"))?;
        self.out.push(format!("Logic::Element({index})"));
        Ok(())
    }

    fn eat(&mut self, token: &str) -> bool {
        let hit = self.tokens.get(self.at).is_some_and(|t| t == token);
        self.at += usize::from(hit);
        hit
    }

    fn expect(&mut self, token: &str) -> Result<(), String> {
        if self.eat(token) { Ok(()) } else { Err(format!("expected `{token}`")) }
    }
}
