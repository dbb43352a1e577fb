package org.p2pltr.wiki.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.p2pltr.wiki.web.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A form whose token was missing, once more: nothing was changed, nothing typed is lost. */
@Controller
class FormAgainController {
    /** The request attribute with the path that the form was for. */
    static final String REFUSED = "org.p2pltr.wiki.refused";

    /** What people type; everything else travels unseen. */
    private static final String TYPED = "text";

    private static final String TOKEN = "_csrf";

    @PostMapping(TokenMissing.SCREEN)
    ModelAndView again(
            @RequestAttribute(REFUSED) Optional<String> path,
            @RequestParam MultiValueMap<String, String> form) {
        String address =
                path.orElseThrow(() -> new NotFoundException("There is nothing at this address."));
        List<Field> hidden = new ArrayList<>();
        form.forEach((name, values) -> {
            if (name.equals(TOKEN) || name.equals(TYPED)) return;
            values.forEach(value -> hidden.add(new Field(name, value)));
        });
        ModelAndView view = new ModelAndView("again", HttpStatus.FORBIDDEN);
        view.addObject("address", address);
        view.addObject("typed", form.getOrDefault(TYPED, List.of()));
        view.addObject("hidden", hidden);
        return view;
    }

    /** A field of the form. */
    record Field(String name, String value) {}
}
