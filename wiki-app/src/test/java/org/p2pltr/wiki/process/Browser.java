package org.p2pltr.wiki.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.p2pltr.lab.measure.Await;
import org.p2pltr.lab.measure.WikiClient;

/** A person's browser at one peer: headless Chromium that reaches this computer only. */
final class Browser implements AutoCloseable {
    /** Where the state of a page stands. */
    static final String PILL = "[data-live=state] .pill";

    /** Where a page's text stands. */
    static final String TEXT = "#text";

    /** The text field of the editor; it holds the text in both editors. */
    static final String SOURCE = "textarea[name=text]";

    /** Where is typed when the editor has colours. */
    static final String CODE = ".cm-content";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ChromeDriver driver;
    private String base;
    private boolean scripting = true;

    /** {@code profile} is an empty directory of its own. */
    Browser(WikiClient peer, Path profile) throws IOException {
        base = address(peer);
        ChromeDriverService service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(program("chromedriver", "ltr.chromedriver"))
                        .usingAnyFreePort()
                        .build();
        ChromeOptions options = new ChromeOptions();
        options.setBinary(program("chromium", "ltr.chromium"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // Another site is this computer under a foreign name.
                "--host-resolver-rules=MAP evil.example 127.0.0.1 , MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
                "--window-size=1280,1100",
                "--user-data-dir=" + Files.createDirectories(profile));
        driver = new ChromeDriver(service, options);
    }

    private static File program(String name, String property) {
        Stream<String> places =
                Stream.concat(
                        Stream.ofNullable(System.getProperty(property)),
                        Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                                .flatMap(path -> Stream.of(path.split(File.pathSeparator)))
                                .map(folder -> folder + File.separator + name));
        return places.map(File::new)
                .filter(File::canExecute)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(
                                name
                                        + " is missing: install the packages chromium and chromium-driver, or set -D"
                                        + property));
    }

    private static String address(WikiClient peer) {
        return "http://localhost:" + peer.base().getPort();
    }

    /** Opens its pages at this peer from now on. */
    Browser at(WikiClient peer) {
        base = address(peer);
        return this;
    }

    /** Opens a path of this peer. */
    Browser open(String path) {
        driver.get(base + path);
        return this;
    }

    /** Opens any address, also one of another site. */
    void openElsewhere(String address) {
        driver.get(address);
    }

    /** Where it is, without the peer's address. */
    String path() {
        return String.valueOf(driver.getCurrentUrl()).substring(base.length());
    }

    /** Clicks the first element that is there. */
    void click(String selector) {
        awaitThere(selector);
        press(By.cssSelector(selector));
    }

    /** Clicks the button or link with these words. */
    void clickWords(String words) {
        By by = By.xpath("//*[self::a or self::button][normalize-space(.)='" + words + "']");
        await("a button " + words, () -> !driver.findElements(by).isEmpty());
        press(by);
    }

    /** The page may exchange an element in the moment it is clicked: then the new one is meant. */
    private void press(By by) {
        await(
                by + " to take a click",
                () -> {
                    try {
                        driver.findElement(by).click();
                        return true;
                    } catch (StaleElementReferenceException
                            | NoSuchElementException
                            | ElementNotInteractableException exchangedOrNotShownYet) {
                        return false;
                    }
                });
    }

    /** Replaces what a field holds by typing. */
    void type(String selector, String text) {
        awaitThere(selector);
        if (selector.equals(SOURCE) && isColoured()) {
            replaceAll(CODE, text);
            return;
        }
        WebElement field = driver.findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
    }

    /**
     * True where the editor has colours: then its text field is hidden, and holds the same text.
     */
    private boolean isColoured() {
        if (!scripting || driver.findElements(By.cssSelector("form[data-editor]")).isEmpty())
            return false;
        awaitThere("html[data-editor=on]");
        return !driver.findElements(By.cssSelector(CODE)).isEmpty();
    }

    private void replaceAll(String selector, String text) {
        WebElement place = driver.findElement(By.cssSelector(selector));
        place.click();
        place.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        place.sendKeys(text);
    }

    /** Presses keys where the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses a key while the control key is held. */
    void control(CharSequence key) {
        new Actions(driver).keyDown(Keys.CONTROL).sendKeys(key).keyUp(Keys.CONTROL).perform();
    }

    /** What a field holds. */
    String typed(String selector) {
        awaitThere(selector);
        return String.valueOf(driver.findElement(By.cssSelector(selector)).getDomProperty("value"));
    }

    /** The words of the first such element, or nothing. */
    String words(String selector) {
        List<String> all = allWords(selector);
        return all.isEmpty() ? "" : all.getFirst();
    }

    /** The words of all such elements. */
    List<String> allWords(String selector) {
        try {
            return driver.findElements(By.cssSelector(selector)).stream()
                    .map(WebElement::getText)
                    .toList();
        } catch (WebDriverException replacedMeanwhile) {
            return List.of();
        }
    }

    /** Waits until words stand in such an element; nobody reloads. */
    void awaitWords(String selector, String words) {
        await(
                "'" + words + "' in " + selector,
                () -> allWords(selector).stream().anyMatch(each -> each.contains(words)));
    }

    void awaitThere(String selector) {
        await(selector, () -> !driver.findElements(By.cssSelector(selector)).isEmpty());
    }

    void awaitGone(String selector) {
        await("no " + selector, () -> driver.findElements(By.cssSelector(selector)).isEmpty());
    }

    /** Runs a script of the test, as a person's developer tools do. */
    Object script(String script) {
        Object answer = ((JavascriptExecutor) driver).executeScript(script);
        return answer == null ? "nothing" : answer;
    }

    /** A picture of what stands in the window. */
    void picture(Path file) throws IOException {
        write(file, driver.getScreenshotAs(OutputType.BYTES));
    }

    /** A picture of the whole screen, from its top to its end, however long. */
    void wholePicture(Path file) throws IOException {
        script("scrollTo(0, 0)");
        Map<String, Object> area = new LinkedHashMap<>(Map.of("x", 0, "y", 0, "scale", 1));
        area.put("width", script("return document.documentElement.clientWidth"));
        area.put("height", script("return document.documentElement.scrollHeight"));
        Map<String, Object> answer =
                driver.executeCdpCommand(
                        "Page.captureScreenshot",
                        Map.of("captureBeyondViewport", true, "clip", area));
        write(file, Base64.getDecoder().decode(String.valueOf(answer.get("data"))));
    }

    private static void write(Path file, byte[] picture) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, picture);
    }

    /** Looks from now on as through such a window, with such colours. */
    Browser as(Look look) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        look.width(),
                        "height",
                        look.height(),
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        false));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", look.colours()),
                                // Colours that change slowly would be caught half-way.
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        driver.executeCdpCommand("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        return this;
    }

    /** Runs the wiki's scripts from now on, or does not; the test's own always run. */
    Browser scripts(boolean run) {
        scripting = run;
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
        return this;
    }

    /** Serious and critical findings of axe. */
    List<String> findings() {
        return Accessibility.findings(driver);
    }

    /**
     * The elements that reach over the right side of the screen, if it is wider than the window: a
     * person would have to scroll sideways.
     */
    List<String> tooWide() {
        Object found =
                script(
                        """
                        const page = document.documentElement;
                        if (page.scrollWidth <= page.clientWidth) return [];
                        return ["the screen, by " + (page.scrollWidth - page.clientWidth) + " px"].concat(
                            [...document.querySelectorAll("body *")]
                                .filter((each) => each.getBoundingClientRect().right > page.clientWidth + 0.5)
                                .filter((each) => !each.closest(".scroll *, nav *, pre *, svg *"))
                                .map((each) => each.outerHTML.slice(0, 160)));
                        """);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    private void await(String what, BooleanSupplier holds) {
        Await.until(
                PATIENCE, () -> what + " at " + path() + "; it shows:\n" + words("body"), holds);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
